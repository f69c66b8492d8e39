import { parse } from "smol-toml";
import { expect, test } from "vitest";
import { addToConfig, newConfig } from "../../../scripts/setup/files/config-toml.ts";

const own = ["announce", "push"];

/** Every byte of `before` is in `after`, in this order. */
function holds(after: string, before: string): boolean {
  let at = 0;
  for (const character of after) if (character === before[at]) at++;
  return at === before.length;
}

test.each([
  ["one line", '[api]\nenabled = true\nschemas = ["public", "graphql_public"] # exposed\n\n[db]\nport = 1\n'],
  [
    "several lines",
    '[api]\nschemas = [\n  "public",\n  "graphql_public",\n]\nmax_rows = 1\n\n[auth]\nx = 1\n',
  ],
  ["several lines, no comma at the end", '[api]\nschemas = [\n\t"public",\n\t"graphql_public"\n]\n'],
  ["Windows line ends", '[api]\r\nschemas = ["public", "graphql_public"]\r\n\r\n[db]\r\nport = 1\r\n'],
  ["no list", "[api]\nmax_rows = 1\n[db]\nport = 1\n"],
  ["no table", 'project_id = "x"\n'],
  ["nothing", ""],
  [
    "a table in an array after it",
    '[api]\nschemas = ["public", "graphql_public"]\n[[things]]\nschemas = ["other"]\n',
  ],
  [
    "another table before it",
    '[other]\nschemas = ["other"]\n[ api ] # the API\nschemas=["public","graphql_public"]\n',
  ],
])("the schema and the functions are added: %s", (_, before) => {
  const { text, remarks } = addToConfig(before, own);
  expect(remarks).toEqual([]);
  expect(parse(text)).toMatchObject({
    api: { schemas: ["public", "graphql_public", "ship"] },
    functions: {
      announce: { verify_jwt: false, import_map: "./functions/_slipway/deno.json" },
      push: { verify_jwt: false, import_map: "./functions/_slipway/deno.json" },
    },
  });
  expect(holds(text, before)).toBe(true);
  expect(/[^\r]\n/.test(text)).toBe(!before.includes("\r\n"));
  expect(addToConfig(text, own)).toEqual({ text, remarks: [] });
});

test("an empty list gets the schema alone", () => {
  expect(parse(addToConfig("[api]\nschemas = []\n", []).text)).toEqual({ api: { schemas: ["ship"] } });
});

test("a function that is there stays; one that would check JWTs is named", () => {
  const before = "[functions.push]\nverify_jwt = true\n[functions.announce]\nverify_jwt = false\n";
  const { text, remarks } = addToConfig(before, own);
  expect(parse(text)).toMatchObject({ functions: parse(before).functions });
  expect(remarks).toEqual([expect.stringContaining("[functions.push]")]);
});

test.each([
  ["what is no TOML", "[api\n"],
  ["a comment inside the list, which an addition would end up in", '[api]\nschemas = ["public" # all\n]\n'],
  ["an inline table", 'api = { schemas = ["public"] }\n'],
])("left alone byte for byte, with what to add: %s", (_, before) => {
  const { text, remarks } = addToConfig(before, own);
  expect(text).toBe(before);
  expect(remarks).toEqual([expect.stringContaining("verify_jwt")]);
});

test("a new file says what an added one says", () => {
  expect(addToConfig(newConfig("x", own), own)).toEqual({ text: newConfig("x", own), remarks: [] });
});
