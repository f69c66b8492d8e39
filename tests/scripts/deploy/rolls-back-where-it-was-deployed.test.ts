import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { describeRollback, rollbackCommand, runRollback } from "../../../scripts/deploy/rollback.ts";
import { makeBed, readLog, type Wishes } from "./bed.ts";

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
    expect(await runRollback(context)).toEqual({ ms: expect.any(Number) });
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

describe("promise 168: a rollback of an app is refused and names both ways out, as they are typed", () => {
  const refusal = async (wishes: Wishes, reason?: string) => {
    const { manifest } = (await makeBed(wishes)).context;
    try {
      return rollbackCommand(manifest, "dashboard", reason);
    } catch (error) {
      return error;
    }
  };
  const store = { type: "app-store-connect", app_id: "1234567890" };
  test.each([
    [
      "with an archive command",
      { ...store, archive: "fastlane beta" },
      "slipway ios ship --component dashboard.",
    ],
    ["archived by hand", store, "slipway ios confirm --component dashboard."],
    ["of no store that is known", undefined, "slipway bump dashboard, then archive and upload it."],
  ])("promise 168: %s", async (_name, store, ship) => {
    const refused = await refusal({ kind: "ios", store }, "the cart's empty");
    expect(refused).toMatchObject({ code: "rollback_impossible", exitCode: 5 });
    expect(refused).toMatchObject({ hint: expect.stringContaining(ship) });
    const block = `slipway policy dashboard --min 8 --reason 'the cart'\\''s empty'`;
    expect(refused).toMatchObject({ hint: expect.stringContaining(block) });
  });

  test("applied migrations are taken back by a migration of their own", async () => {
    const refused = await refusal({ deploy: { type: "supabase", migrations: true, functions: [] } });
    expect(refused).toMatchObject({
      code: "rollback_impossible",
      hint: expect.stringContaining(
        "slipway migration new take_back_dashboard_7. Then run slipway ship dashboard.",
      ),
    });
  });
});
