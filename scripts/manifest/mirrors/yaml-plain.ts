import { parseDocument } from "yaml";

/** What needs no quotes, whatever stands around it. */
const harmless = /^[\p{L}\p{N}][\p{L}\p{N} ._+()-]*$/u;

/**
 * A value where none had quotes: without any when YAML 1.2 and the older 1.1, which Python and Helm still read, take it for the same
 * text; in quotes otherwise. A number stays a number only where one is meant: the version `1.10` would be 1.1.
 */
export function writePlain(value: string, isNumber: boolean): string {
  if (isNumber && /^(0|[1-9]\d*)$/.test(value)) return value;
  const isText = harmless.test(value) && !value.endsWith(" ") &&
    (["1.1", "1.2"] as const).every((version) => isTextIn(version, value));
  return isText ? value : JSON.stringify(value);
}

/** What can't be read is no text, though the library leaves it as it stands. */
function isTextIn(version: "1.1" | "1.2", value: string): boolean {
  const document = parseDocument(value, { version, logLevel: "silent" });
  return document.errors.length === 0 && document.warnings.length === 0 && document.toJS() === value;
}
