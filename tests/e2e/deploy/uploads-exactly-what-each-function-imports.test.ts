import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "smol-toml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DeployedFunction, startManagementApi } from "../../support/management-api/management-api.ts";
import { type FreshCopy, makeFreshCopy } from "./fresh-copy.ts";
import { importClosure } from "./import-closure.ts";

const names = [
  "announce",
  "asc-webhook",
  "check",
  "devices",
  "heartbeat",
  "ios",
  "manifest",
  "notify-ios-build",
  "push",
  "updates",
];

const api = await startManagementApi();
let copy: FreshCopy;
let result: Awaited<ReturnType<FreshCopy["supabase"]>>;

beforeAll(async () => {
  copy = await makeFreshCopy();
  result = await copy.supabase(api, ["functions", "deploy", "--use-api"]);
});
afterAll(async () => {
  await api.stop();
  await copy?.remove();
});

function deployed(name: string): DeployedFunction {
  const found = api.functions.get(name);
  if (!found) throw new Error(`${name} was not deployed: ${result.said}`);
  return found;
}

test("the CLI deploys without a complaint of the API", () => {
  expect(result.said).toContain("Deployed Functions");
  expect(result.code).toBe(0);
  expect(api.refusals).toEqual([]);
});

test("every folder with an index.ts is deployed, declared in config.toml, and nothing else is", async () => {
  const folders = [];
  for (const entry of await readdir(join(copy.path, "functions"))) {
    if (await stat(join(copy.path, "functions", entry, "index.ts")).catch(() => null)) folders.push(entry);
  }
  const config = parse(await readFile(join(copy.path, "supabase/config.toml"), "utf8"));
  expect(folders.sort()).toEqual(names);
  expect(Object.keys(config.functions).sort()).toEqual(names);
  expect([...api.functions.keys()].sort()).toEqual(names);
});

describe.each(names)("%s", (name) => {
  test("checks its caller itself and names its entry and its import map", () => {
    expect(deployed(name).metadata).toEqual({
      name,
      verify_jwt: false,
      entrypoint_path: `supabase/functions/${name}/index.ts`,
      import_map_path: "supabase/functions/deno.json",
      static_patterns: [],
    });
  });

  test("holds what it imports, the import map and nothing else, byte for byte", async () => {
    const { files } = await importClosure(copy.path, `functions/${name}/index.ts`);
    const uploaded = deployed(name).files;
    const expected = ["functions/deno.json", ...files].map((file) => `supabase/${file}`);
    expect([...uploaded.keys()].sort()).toEqual(expected.sort());
    for (const [path, text] of uploaded) expect(text).toBe(await readFile(join(copy.path, path), "utf8"));
  });

  test("imports packages only through the map, at exact versions", async () => {
    const { packages } = await importClosure(copy.path, `functions/${name}/index.ts`);
    expect(packages).not.toEqual([]);
    for (const one of packages) expect(one).toMatch(/^npm:\/?(@[\w-]+\/)?[\w.-]+@\d+\.\d+\.\d+(\/.*)?$/);
    const { imports } = JSON.parse(deployed(name).files.get("supabase/functions/deno.json") ?? "{}");
    const sources = [...deployed(name).files.values()].join("\n");
    const bare = [...sources.matchAll(/\b(?:from|import)\s*\(?\s*"([^."][^"]*)"/g)].map((
      [, specifier = ""],
    ) => specifier);
    const isMapped = (specifier: string) =>
      Object.keys(imports).some((key) => key.endsWith("/") ? specifier.startsWith(key) : specifier === key);
    expect(bare.filter((specifier) => !isMapped(specifier))).toEqual([]);
  });

  test("is far below 5 MB, without a test, a secret or a file beside the functions", () => {
    const { files, byteCount } = deployed(name);
    expect(byteCount).toBeLessThan(1024 * 1024);
    for (const [path, text] of files) {
      expect(path).toMatch(/^supabase\/functions\/[\w./-]+\.(ts|json)$/);
      expect(path).not.toMatch(/\.test\.|\.\.\/|\.env/);
      expect(text).not.toMatch(/sb_secret_[\w-]{10}|sbp_[0-9a-f]{40}|\b\d{6,}:[\w-]{30,}/);
      expect(text).not.toMatch(/-----BEGIN [A-Z ]*PRIVATE KEY-----\s*[A-Za-z0-9+/]{40}/);
    }
  });
});
