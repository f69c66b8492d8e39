import { hasControlCharacter } from "../path-rule.ts";
import { lineAt } from "./json-text.ts";
import { nodeAt } from "./pointer.ts";
import { scanToml, type TomlNode } from "./toml-text.ts";
import type { ValueSpan } from "./value-span.ts";

/**
 * The value at a JSON Pointer: one span, or none when it is missing or neither a text nor a number. `version.workspace = true` is a
 * link. Raises TextError.
 */
export function findToml(text: string, pointer: string): ValueSpan[] {
  const root = scanToml(text);
  const node = nodeAt(root, pointer);
  if (node?.scalar !== undefined) return [spanOf(text, node, node.scalar)];
  const at = node ?? root;
  const link = node !== undefined && nodeAt(node, "/workspace")?.flag === true
    ? inherited
    : isDynamic(root, pointer)
    ? "The build backend works it out (`dynamic`): mirror the file that it reads."
    : undefined;
  if (link === undefined) return [];
  const value = text.slice(at.start, Math.min(at.end, at.start + 100));
  const line = lineAt(text, at.start);
  return [{
    line,
    value: node === undefined ? "dynamic" : value,
    start: at.start,
    end: at.end,
    write: String,
    link,
  }];
}

/** What a crate's `version.workspace = true` says; whoever knows the other files names the one that it comes from. */
export const inherited =
  "It is inherited from the workspace: mirror `/workspace/package/version` of the workspace's Cargo.toml.";

/** The span of a text or a number. */
export function spanOf(
  text: string,
  { start, end }: TomlNode,
  scalar: NonNullable<TomlNode["scalar"]>,
): ValueSpan {
  const isText = scalar.kind === "string";
  const raw = text.slice(start, end);
  return {
    line: lineAt(text, start),
    value: isText ? scalar.value : scalar.value.replaceAll("_", ""),
    start,
    end,
    write: (value) =>
      !isText && /^(0|[1-9]\d*)$/.test(value) ? value : quoted(value, /^("""|'''|"|')/.exec(raw)?.[0] ?? '"'),
  };
}

/** In the quotes that were there; a literal text that can't hold the value becomes a basic one. */
function quoted(value: string, quote: string): string {
  const isLiteral = quote.startsWith("'") && !value.includes("'") && !hasControlCharacter(value);
  if (isLiteral) return `${quote}${value}${quote}`;
  const basic = quote.length === 3 ? '"""' : '"';
  return `${basic}${JSON.stringify(value).slice(1, -1).replaceAll("\u007f", "\\u007F")}${basic}`;
}

/** A project of Python whose version is not in its pyproject.toml. */
function isDynamic(root: TomlNode, pointer: string): boolean {
  return pointer === "/project/version" &&
    (nodeAt(root, "/project/dynamic")?.items ?? []).some(({ scalar }) => scalar?.value === "version");
}
