import { afterEach, beforeEach, expect, test } from "vitest";
import { createMonorepo, type Monorepo, pbxprojPath } from "../../../support/monorepo.ts";

let nine: Monorepo;
beforeEach(async () => void (nine = await createMonorepo({ remote: false })));
afterEach(() => nine.stop());

async function drift() {
  await nine.write("web/docs/package.json", '{"build": 3}');
  await nine.write(
    pbxprojPath,
    (await nine.read(pbxprojPath)).replace("= 114;", "= 113;").replace(
      "DisplayName = Helper;",
      "DisplayName = Old;",
    ),
  );
  return nine.git("diff");
}

test("promise 15: --check writes nothing and prints one line for each place that differs", async () => {
  const before = await drift();
  const { code, stdout } = await nine.run("sync", "--check");
  expect(code).toBe(7);
  const lines = stdout.trimEnd().split("\n");
  expect(lines.map((line) => /^(\S+):\d+: .* \(mirror_drift\)$/.exec(line)?.[1])).toEqual([
    pbxprojPath,
    pbxprojPath,
    "web/docs/package.json",
  ]);
  expect(await nine.git("diff")).toBe(before);
});

test("promise 14: sync puts all of it right, and the second run writes nothing", async () => {
  await drift();
  const { code, stdout } = await nine.run("sync");
  expect([code, stdout.trim().split("\n").sort()]).toEqual([0, [
    `wrote ${pbxprojPath}`,
    "wrote web/docs/package.json",
  ]]);
  expect(await nine.git("status", "--porcelain")).toBe(" M web/docs/package.json");
  expect(JSON.parse(await nine.read("web/docs/package.json"))).toEqual({ build: 41 });
  expect(JSON.parse((await nine.run("sync", "--json")).stdout)).toEqual({ written: [] });
  expect((await nine.run("sync", "--check")).code).toBe(0);
});

test("with --json the findings are one line", async () => {
  await drift();
  const { code, stdout } = await nine.run("sync", "--check", "--json");
  expect(code).toBe(7);
  const { ok, findings } = JSON.parse(stdout);
  expect([ok, findings.map(({ component }: { component: string }) => component)]).toEqual([false, [
    "ios",
    "ios",
    "docs",
  ]]);
});

test("what only a person can put right is refused with exit code 5, and nothing is written", async () => {
  const before = await drift();
  await nine.git("rm", "--quiet", "web/status/package.json");
  const { code, stderr } = await nine.run("sync");
  expect([code, stderr.includes("mirror_missing")]).toEqual([5, true]);
  expect(await nine.git("diff")).toBe(before);
});
