import { expect, test } from "vitest";
import { planBump } from "../../../../scripts/manifest/bump.ts";
import { check } from "../../../../scripts/manifest/check.ts";
import { parseManifest } from "../../../../scripts/manifest/load.ts";
import { memoryMonorepo, textOf, textsOf, withEdits } from "../../../support/monorepo/in-memory.ts";

/** The lines that differ, as `before > after`. */
function differences(before: string, after: string): string[] {
  const lines = after.split("\n");
  return before.split("\n").flatMap((line, index) =>
    line === lines[index] ? [] : [`${line.trim()} > ${lines[index]?.trim()}`]
  );
}

test("promise 3: shipping one component changes only its build and the top build", async () => {
  const nine = await memoryMonorepo();
  const edits = textsOf(await planBump(nine, "dashboard", 132));
  expect(Object.keys(edits).sort()).toEqual(["README.md", "version.json", "web/dashboard/package.json"]);
  expect(differences(nine.text, edits["version.json"] ?? "")).toEqual([
    '"build": 131, > "build": 132,',
    '"build": 131, > "build": 132,',
  ]);
  const { components, build } = parseManifest(edits["version.json"] ?? "");
  expect([build, components.dashboard?.build, components.docs?.build]).toEqual([132, 132, 41]);
});

test("promise 4: the top build stays the highest of all, also when the component is far below or the top was wrong", async () => {
  for (const top of [131, 7, 4000]) {
    const nine = await memoryMonorepo({ edit: (draft) => draft.build = top });
    const edits = textsOf(await planBump(nine, "docs", 42));
    expect(parseManifest(edits["version.json"] ?? "").build).toBe(131);
  }
});

test("promise 7: after a bump every mirror equals the manifest, whatever it said before", async () => {
  const nine = await memoryMonorepo({ files: { "web/docs/package.json": '{ "build": 3 }' } });
  const after = await withEdits(nine, await planBump(nine, "docs", 42));
  expect(await textOf(after, "web/docs/package.json")).toBe('{ "build": 42 }');
  expect((await check(after)).findings).toEqual([]);
});

test.each(["supabase", "busybro"])("promises 7, 10: %s bumps with the mirrors it has", async (key) => {
  const nine = await memoryMonorepo();
  const build = (nine.manifest.components[key]?.build ?? 0) + 1;
  const edits = textsOf(await planBump(nine, key, build));
  expect(Object.keys(edits).sort()).toEqual(
    key === "supabase"
      ? ["README.md", "version.json"]
      : ["README.md", "busybro/package.json", "version.json"],
  );
});

test("promise 18: the table changes in the same plan as version.json, and is the first thing in README.md", async () => {
  const nine = await memoryMonorepo();
  const edits = textsOf(await planBump(nine, "docs", 42));
  const readme = edits["README.md"] ?? "";
  expect(differences(await textOf(nine, "README.md"), readme)).toHaveLength(1);
  expect(readme.indexOf("(42)")).toBeGreaterThan(0);
  expect(readme.indexOf("(42)")).toBeLessThan(readme.indexOf("Everything that ships"));
  expect((await check(nine)).notices).toEqual([]);
});

test("a version travels with its build", async () => {
  const nine = await memoryMonorepo({
    edit: ({ components }) =>
      components.docs.mirrors = [{ type: "json", file: "web/docs/app.json", key: "/v", value: "version" }],
    files: { "web/docs/app.json": '{"v": "1.0.0"}' },
  });
  const edits = textsOf(await planBump(nine, "docs", 42, "1.1.0"));
  expect(parseManifest(edits["version.json"] ?? "").components.docs).toMatchObject({
    build: 42,
    version: "1.1.0",
  });
  expect(edits["web/docs/app.json"]).toBe('{"v": "1.1.0"}');
});

test("the same build again changes nothing; a lower one and an unknown component are refused", async () => {
  const nine = await memoryMonorepo();
  expect(await planBump(nine, "docs", 41)).toEqual([]);
  await expect(planBump(nine, "docs", 40)).rejects.toMatchObject({ code: "build_not_higher", exitCode: 5 });
  for (const key of ["nobody", "constructor"]) {
    await expect(planBump(nine, key, 9)).rejects.toMatchObject({ code: "component_unknown", exitCode: 2 });
  }
});

test.each<[string, Record<string, string>, string]>([
  ["a mirror without the key", { "web/docs/package.json": "{}" }, "mirror_missing"],
  ["a mirror that is no JSON", { "web/docs/package.json": "{" }, "mirror_missing"],
  ["a dotted build", { "web/docs/package.json": '{"build": "41.1"}' }, "build_dotted"],
  ["a README.md without markers", { "README.md": "# Nine\n" }, "readme_markers_missing"],
])("promise 12: nothing is planned when one place can't be written: %s", async (_, files, code) => {
  const nine = await memoryMonorepo({ files });
  await expect(planBump(nine, "docs", 42)).rejects.toMatchObject({ code, exitCode: 5 });
});
