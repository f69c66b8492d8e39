import { afterEach, beforeEach, describe, expect, test } from "vitest";
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
