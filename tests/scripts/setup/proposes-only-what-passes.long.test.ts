import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createForeign } from "../../support/foreign.ts";
import { pbxprojPath, xcodeFiles } from "../../support/monorepo/xcode.ts";

async function repository(files: Record<string, string>) {
  const at = await createForeign(files);
  onTestFinished(at.stop);
  return at;
}

test("a mirror that the check would refuse is not proposed, with the reason; what is written passes", async () => {
  const at = await repository(Object.fromEntries(xcodeFiles("plain", 114, "Helper")));
  const file = join(at.root, pbxprojPath);
  // An old comment in Latin-1: the file is no UTF-8 text, and can't be written byte by byte.
  await writeFile(file, Buffer.concat([await readFile(file), Buffer.from("/* caf\xe9 */\n", "latin1")]));
  await at.commit("an old comment");
  const { code, stdout } = await at.run("init", "--yes", "--json");
  const { components, remarks } = JSON.parse(stdout);
  expect(code).toBe(0);
  expect(components[0]).toMatchObject({ key: "ios", build: 114 });
  expect(components[0].mirrors).toBeUndefined();
  expect(remarks.join("\n")).toMatch(/ios: proposed without its mirror: .*not UTF-8 text/);
  expect((await at.run("check")).code).toBe(0);
});

test("what no proposal can fix stops init before anything is written", async () => {
  const twice = "<!-- VERSION:table -->\n<!-- /VERSION:table -->\n";
  const at = await repository({
    "package.json": '{ "name": "x", "bin": "x.js" }\n',
    "README.md": twice + twice,
  });
  const { code, stdout } = await at.run("init", "--yes", "--json");
  expect({ code, error: JSON.parse(stdout).error.code }).toEqual({
    code: 5,
    error: "readme_markers_missing",
  });
  expect(await at.git("status", "--porcelain")).toBe("");
});

test("what it writes and git ignores is named", async () => {
  const at = await repository({
    "package.json": '{ "name": "x", "bin": "x.js" }\n',
    ".gitignore": "notes/\nfunctions/\n",
  });
  const { stdout } = await at.run("init", "--dry-run", "--json");
  const remarks: string[] = JSON.parse(stdout).remarks;
  expect(remarks.filter((remark) => remark.startsWith("git ignores notes/next-ship.md"))).toHaveLength(1);
  expect(remarks.filter((remark) => remark.startsWith("git ignores supabase/functions/push,"))).toHaveLength(
    1,
  );
});
