import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { createForeign, type Foreign } from "../../../support/foreign.ts";

let at: Foreign;
beforeEach(async () => {
  at = await createForeign();
});
afterEach(() => at.stop());

const handler = "supabase/functions/announce/handler.ts";
const installed = "supabase/functions/_slipway/installed.json";
const init = async (...options: string[]) => {
  const { code, stdout } = await at.run("init", "--json", ...options);
  return { code, ...JSON.parse(stdout.trim()) };
};

test("without a terminal it does not ask but fails, and outside of git it says so", async () => {
  const { code, stdout } = await at.run("init", "--json");
  expect({ code, error: JSON.parse(stdout).error.code }).toEqual({ code: 2, error: "confirmation_missing" });
  const outside = await at.run("init", "--yes", "--json", { cwd: at.home });
  expect({ code: outside.code, error: JSON.parse(outside.stdout).error.code }).toEqual({
    code: 2,
    error: "repository_missing",
  });
});

test("from a folder below it sets up the whole repository", async () => {
  await at.run("init", "--yes", { cwd: join(at.root, "packages/web") });
  expect((await at.run("check")).code).toBe(0);
});

describe("after an upgrade", () => {
  /** As an older Slipway would have left it: other text, the same digest in its record. */
  async function older(path: string): Promise<string> {
    const text = `// of an older version\n${await at.read(path)}`;
    await at.write(path, text);
    const { createHash } = await import("node:crypto");
    const record = JSON.parse(await at.read(installed));
    record.files[path] = createHash("sha256").update(text).digest("hex");
    await at.write(installed, JSON.stringify(record));
    return text;
  }

  test("what is new is added; what is older or edited is named and left alone", async () => {
    await init("--yes");
    const right = await at.read(handler);
    const old = await older(handler);
    await at.write("supabase/functions/ios/handler.ts", "// edited\n");
    await at.git("rm", "-r", "-q", "--cached", "--ignore-unmatch", "supabase/functions/push");
    const { rm } = await import("node:fs/promises");
    await rm(join(at.root, "supabase/functions/push"), { recursive: true });

    const { written, left } = await init("--yes");
    expect(written.map(({ path }: { path: string }) => path)).toContain("supabase/functions/push/index.ts");
    expect(left.map(({ path }: { path: string }) => path)).toEqual([
      handler,
      "supabase/functions/ios/handler.ts",
    ]);
    expect(await at.read(handler)).toBe(old);

    const updated = await init("--yes", "--update");
    expect(updated.written).toContainEqual({ path: handler, how: "replace" });
    expect(updated.left.map(({ path }: { path: string }) => path)).toEqual([
      "supabase/functions/ios/handler.ts",
    ]);
    expect(await at.read(handler)).toBe(right);
    expect(await at.read("supabase/functions/ios/handler.ts")).toBe("// edited\n");
  });
});

test("a package whose package.json can't be read is named, and is no component", async () => {
  await at.write("packages/broken/package.json", "{ nope\n");
  const { code, stdout } = await at.run("init", "--yes", "--json");
  expect(code).toBe(0);
  expect(stdout).toContain("packages/broken/package.json can't be read");
  expect(Object.keys(JSON.parse(await at.read("version.json")).components)).not.toContain("broken");
});

test("a function of the user's with a name of ours, with all its files, and its settings", async () => {
  await at.write("supabase/functions/push/index.ts", "// mine\n");
  const { left, remarks } = await init("--yes");
  expect(left).toEqual([{ path: "supabase/functions/push", why: expect.any(String) }]);
  expect(remarks).toContainEqual(expect.stringContaining('"push"'));
  expect(await readdir(join(at.root, "supabase/functions/push"))).toEqual(["index.ts"]);
  expect(await at.read("supabase/config.toml")).not.toContain("[functions.push]");
});

test("a _shared folder and an import map of the user's are not ours to share", async () => {
  await at.write("supabase/functions/_shared/errors.ts", "// mine\n");
  await at.write("supabase/functions/deno.json", '{ "imports": {} }\n');
  expect((await init("--yes")).left).toEqual([]);
  expect(await at.read("supabase/functions/_shared/errors.ts")).toBe("// mine\n");
  expect(await at.read("supabase/functions/deno.json")).toBe('{ "imports": {} }\n');
  expect(await at.read(handler)).not.toContain("/_shared/");
});

test("a migration of Slipway's comes after the user's newest, and once", async () => {
  await at.write("supabase/migrations/20991231235959_mine.sql", "select 1;\n");
  await init("--yes");
  await init("--yes");
  expect((await readdir(join(at.root, "supabase/migrations"))).sort()).toEqual([
    "20991231235959_mine.sql",
    "21000101000000_slipway_baseline.sql",
  ]);
});
