import { afterEach, beforeEach, expect, test } from "vitest";
import { loadWorkspace } from "../../../../scripts/manifest/load.ts";
import { checkMap } from "../../../../scripts/manifest/map.ts";
import { commitTree } from "../../../../scripts/manifest/commit-tree.ts";
import { workTree } from "../../../../scripts/manifest/tree.ts";
import { createMonorepo, type Monorepo } from "../../../support/monorepo.ts";

let nine: Monorepo;
beforeEach(async () => {
  nine = await createMonorepo({
    remote: false,
    edit: ({ ship }) =>
      ship.map = {
        Manifest: "version.json",
        "Edge functions": "supabase/functions/*/index.ts",
        "Web | pages": "web",
      },
  });
});
afterEach(() => nine.stop());

test("promise 67: the table has the concerns and what each component owns", async () => {
  const { code, stdout } = await nine.run("map");
  expect(code).toBe(0);
  const rows = stdout.trim().split("\n").map((line) => line.replace(/ +/g, " "));
  expect(rows.slice(2, 5)).toEqual([
    "| Manifest | `version.json` |",
    "| Edge functions | `supabase/functions/*/index.ts` |",
    "| Web \\| pages | `web` |",
  ]);
  expect(rows).toHaveLength(2 + 3 + 9);
  expect(JSON.parse((await nine.run("map", "--json")).stdout).map[3]).toEqual({
    concern: "web",
    paths: ["web/marketing"],
  });
});

test("promise 67: a file, a folder or a glob that is gone fails --check, each with its line, and so do the components that owned it", async () => {
  expect((await nine.run("map", "--check")).code).toBe(0);
  await nine.git("rm", "-r", "--quiet", "supabase/functions", "web");
  const { code, stdout } = await nine.run("map", "--check");
  expect([code, stdout.trim().split("\n").map((line) => /^version\.json:(\d+): .*\(map_stale\)$/.test(line))])
    .toEqual([7, Array(2 + 6).fill(true)]);
});

test("promise 67: a component's folder that is gone fails map --check and check, with its line; map warns", async () => {
  await nine.git("mv", "web/docs", "web/manual");
  for (const command of [["map", "--check"], ["check"]]) {
    const { code, stdout, stderr } = await nine.run(...command);
    expect([code, stdout]).toEqual([
      7,
      expect.stringMatching(/^version\.json:\d+: docs: web\/docs .*\(map_stale\)$/m),
    ]);
    expect(stderr).not.toContain("leads somewhere");
  }
  const { code, stderr } = await nine.run("map");
  expect([code, stderr.includes("warning: map_stale: ")]).toEqual([0, true]);
});

test("promise 67: of several paths each one counts, on disk and in a commit; the whole repository is always there", async () => {
  const version = JSON.parse(await nine.read("version.json"));
  version.components.docs.paths = ["./web/docs/", "web/{manual,handbook}", "web/sta*"];
  version.components.marketing.paths = ["."];
  await nine.commit("paths", { "version.json": `${JSON.stringify(version, null, 2)}\n` });
  for (const tree of [workTree(nine.root), commitTree(nine.root, "HEAD")]) {
    expect(
      (await checkMap(await loadWorkspace(nine.root, tree))).map((
        { code, component, message },
      ) => [code, component, message.includes("web/{manual,handbook}")]),
    ).toEqual([["map_stale", "docs", true]]);
  }
});
