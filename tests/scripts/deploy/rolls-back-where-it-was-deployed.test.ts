import { join } from "node:path";
import { expect, test } from "vitest";
import { describeRollback, rollbackCommand, runRollback } from "../../../scripts/deploy/rollback.ts";
import { makeBed, readLog } from "./bed.ts";

test("runs where the component is deployed and is told what to go back to", async () => {
  const rollback = 'echo "$SLIPWAY_BUILD $SLIPWAY_SHA" > log';
  for (
    const [deploy, folder] of [
      [{ type: "npm", script: "deploy", rollback }, "web/dashboard"],
      [{ type: "command", run: "true", rollback }, ""],
    ] as const
  ) {
    const bed = await makeBed({ deploy, files: { "web/dashboard/package.json": "{}" } });
    const context = { ...bed.context, build: 6, sha: "abc" };
    expect(describeRollback(context)).toBe(folder === "" ? rollback : `cd ${folder} && ${rollback}`);
    await runRollback(context);
    expect(await readLog(join(bed.root, folder))).toEqual(["6 abc"]);
  }
});

test("a failing one is partial", async () => {
  const bed = await makeBed({ deploy: { type: "command", run: "true", rollback: "echo why; exit 2" } });
  await expect(runRollback(bed.context)).rejects.toMatchObject({ code: "rollback_failed", exitCode: 9 });
});

test.each([
  ["a store's build", { kind: "ios" }, "rollback_impossible"],
  [
    "migrations",
    { deploy: { type: "supabase", migrations: true, functions: ["a"] } },
    "rollback_impossible",
  ],
  [
    "functions alone",
    { deploy: { type: "supabase", migrations: false, functions: ["a"] } },
    "rollback_not_declared",
  ],
  ["a deploy without one", { deploy: { type: "npm", script: "deploy" } }, "rollback_not_declared"],
  ["nothing to deploy", {}, "rollback_not_declared"],
])("of %s is refused, with what to do instead", async (_name, wishes, code) => {
  const bed = await makeBed(wishes);
  expect(() => rollbackCommand(bed.context.manifest, "dashboard")).toThrow(
    expect.objectContaining({ code, exitCode: 5, hint: expect.stringMatching(/\S/) }),
  );
});
