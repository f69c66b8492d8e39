import { parseEnv } from "node:util";
import { z } from "zod";

const scalars = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

const emptyLine = /^[ \t]*(?:export[ \t]+)?([\w.-]+[ \t]*=)[ \t\r]*$/gm;

/** Variables as a program prints them: a JSON object of texts and numbers, or lines as an .env file has them; null when it is neither. */
export function parseVariables(text: string): Map<string, string> | null {
  const trimmed = text.trim();
  if (trimmed.startsWith("{")) return parseJson(trimmed);
  const found = parseDotenv(text);
  // A page of help, or an error, has no assignment in it.
  return found.size === 0 && trimmed !== "" && !trimmed.startsWith("#") ? null : found;
}

/** The variables of an .env file, as Node reads it: comments, quotes, `export`, values over several lines. */
export function parseDotenv(text: string): Map<string, string> {
  // Of a variable with nothing behind its equals sign, Deno takes an `export` for a part of the name, and after blanks the next line for the value.
  const bare = text.replace(/^\ufeff/, "").replaceAll(emptyLine, "$1");
  return new Map(Object.entries(parseEnv(bare)).map(([name, value]) => [name, value ?? ""]));
}

function parseJson(text: string): Map<string, string> | null {
  try {
    const parsed = scalars.safeParse(JSON.parse(text));
    if (!parsed.success) return null;
    return new Map(
      Object.entries(parsed.data).map(([name, value]) => [name, value === null ? "" : String(value)]),
    );
  } catch {
    return null;
  }
}
