import { expect, test, vi } from "vitest";
import { made, openWith } from "./steps.ts";

vi.setConfig({ testTimeout: 240_000 });

test("commands that changed since they were agreed to are asked about", async () => {
  const repo = await openWith([made("user")]);
  expect((await repo.run("bootstrap")).code).toBe(0);
  await repo.write(
    "version.json",
    (await repo.read("version.json")).replace("touch made/user", "touch made/user made/more"),
  );
  const outcome = await repo.run("bootstrap");
  expect([outcome.code, outcome.stderr.includes("commands_changed")]).toEqual([5, true]);
});
