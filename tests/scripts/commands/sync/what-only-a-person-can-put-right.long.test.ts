import { expect, test } from "vitest";
import { drift, useNine } from "./drifted.ts";

const nine = useNine();

test("with --json the findings are one line", async () => {
  await drift(nine());
  const { code, stdout } = await nine().run("sync", "--check", "--json");
  expect(code).toBe(7);
  const { ok, findings } = JSON.parse(stdout);
  expect([ok, findings.map(({ component }: { component: string }) => component)]).toEqual([false, [
    "ios",
    "ios",
    "docs",
  ]]);
});

test("what only a person can put right is refused with exit code 5, and nothing is written", async () => {
  const before = await drift(nine());
  await nine().git("rm", "--quiet", "web/status/package.json");
  const { code, stderr } = await nine().run("sync");
  expect([code, stderr.includes("mirror_missing")]).toEqual([5, true]);
  expect(await nine().git("diff")).toBe(before);
});
