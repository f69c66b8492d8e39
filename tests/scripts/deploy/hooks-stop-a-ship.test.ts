import { expect, test } from "vitest";
import { runHook } from "../../../scripts/deploy/hooks.ts";
import { logBuild, makeBed, readLog } from "./bed.ts";

const hooks = (before: object, after: object = {}) => ({ ship: { hooks: { before, after } } });

test("run before and after a step with what every command is told, and are shown with their names", async () => {
  const bed = await makeBed(hooks({ push: `${logBuild}; echo hello` }, { deploy: `echo after >> log` }));
  await runHook(bed.context, "before", "push");
  await runHook(bed.context, "after", "push");
  await runHook(bed.context, "after", "deploy");
  expect(await readLog(bed.root)).toEqual(["dashboard 7 1.2.3", "after"]);
  expect(bed.notes).toContain("before push | hello");
});

test("a failing one stops the ship: exit 1 as long as nothing is committed, 9 from then on", async () => {
  const bed = await makeBed(
    hooks({ check: "exit 1", commit: "exit 1", push: "exit 1" }, { commit: "exit 1" }),
  );
  const codes: unknown[] = [];
  for (
    const [when, step] of [["before", "check"], ["before", "commit"], ["after", "commit"], [
      "before",
      "push",
    ]] as const
  ) {
    await runHook(bed.context, when, step).catch(({ code, exitCode }) => codes.push([code, exitCode]));
  }
  expect(codes).toEqual([["hook_failed", 1], ["hook_failed", 1], ["hook_failed", 9], ["hook_failed", 9]]);
});
