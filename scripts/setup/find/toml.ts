import { parse } from "smol-toml";

/** A TOML text as plain values; undefined when it can't be read. */
export function readToml(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}
