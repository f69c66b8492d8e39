import { isDeepStrictEqual } from "node:util";
import { parse } from "smol-toml";
import { z } from "zod";
import { importMap } from "./own-files.ts";

const schema = "ship";
const config = z.looseObject({
  api: z.looseObject({ schemas: z.array(z.string()).optional() }).optional(),
  functions: z.record(z.string(), z.looseObject({ verify_jwt: z.boolean().optional() })).optional(),
});

/** What the CLI exposes when config.toml does not say. */
const exposedByDefault = ["public", "graphql_public"];

/** config.toml with what Slipway needs, and what is left for a person. */
interface ConfigAddition {
  text: string;
  remarks: string[];
}

/** A config.toml for a repository that has none. */
export function newConfig(project: string, functions: readonly string[]): string {
  return [
    "# The Supabase project. `supabase db push`, `functions deploy` and `config push` read this file.",
    `project_id = ${JSON.stringify(project)}`,
    "",
    "[api]",
    `schemas = ${list([...exposedByDefault, schema])}`,
    "",
    "[db]",
    "major_version = 17",
    blocks(functions),
  ].join("\n");
}

/**
 * Adds the exposed schema and one table per function. Every other byte stays; the result is parsed again, and unless it says exactly
 * what it said before plus the addition, the file is left alone and a remark says what to add.
 */
export function addToConfig(text: string, functions: readonly string[]): ConfigAddition {
  const before = read(text);
  const wish = `[api] schemas with "${schema}", and [functions.<name>] with verify_jwt = false for ${
    functions.join(", ")
  }`;
  if (before === undefined) {
    return { text, remarks: [`supabase/config.toml can't be read; it needs ${wish}`] };
  }
  const known = before.functions ?? {};
  const missing = functions.filter((name) => known[name] === undefined);
  const remarks = functions.filter((name) => known[name] !== undefined && known[name].verify_jwt !== false)
    .map((name) => `supabase/config.toml: [functions.${name}] needs verify_jwt = false; it was left alone`);

  const isExposed = before.api?.schemas?.includes(schema) ?? false;
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const exposed = isExposed ? text : expose(text, before.api !== undefined, eol);
  const added = missing.length === 0
    ? exposed
    : `${exposed.trimEnd()}${eol}${blocks(missing).replaceAll("\n", eol)}`;

  const schemas = isExposed ? {} : { schemas: [...before.api?.schemas ?? exposedByDefault, schema] };
  const entry = { verify_jwt: false, import_map: importMap };
  const expected = {
    ...before,
    ...before.api || !isExposed ? { api: { ...before.api, ...schemas } } : {},
    ...missing.length > 0
      ? { functions: { ...known, ...Object.fromEntries(missing.map((name) => [name, entry])) } }
      : {},
  };
  const isRight = isDeepStrictEqual(plain(read(added)), plain(expected));
  return isRight
    ? { text: added, remarks }
    : { text, remarks: [`supabase/config.toml was left alone; it needs ${wish}`] };
}

/** Adds the schema to the list, or the list to the table, or the table to the file. */
function expose(text: string, hasTable: boolean, eol: string): string {
  const line = `schemas = ${list([...exposedByDefault, schema])}`;
  const header = /^[ \t]*\[[ \t]*api[ \t]*\][^\r\n]*(\r?\n|$)/m.exec(text);
  if (header === null) return hasTable ? text : `${text.trimEnd()}${eol}${eol}[api]${eol}${line}${eol}`;
  const start = header.index + header[0].length;
  const next = /^[ \t]*\[/m.exec(
    text.slice(start).replace(/=[ \t]*\[(?:[^\]]*\]|[^]*)/g, (array) => " ".repeat(array.length)),
  );
  const end = next === null ? text.length : start + next.index;
  const table = text.slice(start, end);
  const array = /^([ \t]*schemas[ \t]*=[ \t]*\[)(?:([^\]]*)\]|[^]*)/m.exec(table);
  if (array?.[2] === undefined) return `${text.slice(0, start)}${line}${eol}${text.slice(start)}`;
  const [, opening = "", items = ""] = array;
  const insertAt = start + array.index + opening.length + items.trimEnd().length;
  const isEmpty = items.trim() === "";
  const hasComma = items.trimEnd().endsWith(",");
  const indent = /\n([ \t]*)[^\s][^\n]*$/.exec(items.trimEnd())?.[1];
  const gap = isEmpty ? "" : indent === undefined ? " " : `${eol}${indent}`;
  const addition = `${isEmpty || hasComma ? "" : ","}${gap}"${schema}"${hasComma ? "," : ""}`;
  return text.slice(0, insertAt) + addition + text.slice(insertAt);
}

function blocks(functions: readonly string[]): string {
  return functions.map((name) =>
    `\n# Slipway; it checks its callers itself.\n[functions.${name}]\nverify_jwt = false\nimport_map = "${importMap}"\n`
  ).join("");
}

function read(text: string): z.infer<typeof config> | undefined {
  try {
    return config.safeParse(parse(text)).data;
  } catch {
    return undefined;
  }
}

function list(items: readonly string[]): string {
  return `[${items.map((item) => JSON.stringify(item)).join(", ")}]`;
}

/** Without prototypes, which the TOML parser leaves out. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
