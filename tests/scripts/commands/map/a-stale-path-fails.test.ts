import { afterEach, beforeEach, expect, test } from "vitest";
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

test("row 67: the table has the concerns and what each component owns", async () => {
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

test("row 67: a file, a folder or a glob that is gone fails --check, each with its line", async () => {
  expect((await nine.run("map", "--check")).code).toBe(0);
  await nine.git("rm", "-r", "--quiet", "supabase/functions", "web");
  const { code, stdout } = await nine.run("map", "--check");
  expect([code, stdout.trim().split("\n").map((line) => /^version\.json:(\d+): .*\(map_stale\)$/.test(line))])
    .toEqual([7, [true, true]]);
});

test("a component whose folder is gone is said, and is no failure", async () => {
  await nine.git("rm", "-r", "--quiet", "web/docs");
  const { code, stderr } = await nine.run("map", "--check");
  expect([code, stderr.includes("docs: web/docs matches no file")]).toEqual([0, true]);
});
