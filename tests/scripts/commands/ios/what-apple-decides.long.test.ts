import { expect, test } from "vitest";
import { codes, events } from "../../../support/shipyard.ts";
import { openPromotable } from "./promotable.ts";

test("--wait sees Apple's decision; a phased release is paused, goes on, and is completed", async () => {
  const { on, promote } = await openPromotable();
  expect((await promote("--phased")).code).toBe(0);
  const early = await promote("--wait", "0.001", "--interval", "0.01", "--json");
  expect([early.code, codes(early)]).toEqual([9, ["review_pending"]]);
  await on.act("decide", { approve: true });
  const outcome = await promote("--wait", "--interval", "0.01", "--json");
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(events(outcome).at(-1)).toMatchObject({ state: "READY_FOR_DISTRIBUTION" });
  for (const [move, state] of [["--pause", "PAUSED"], ["--resume", "ACTIVE"], ["--complete", "COMPLETE"]]) {
    const moved = await promote(move ?? "", "--json");
    expect(moved.code, moved.stderr).toBe(0);
    expect(events(moved)).toMatchObject([{ version: "1.1", state, outcome: "done" }]);
  }
  expect(codes(await promote("--pause", "--json"))).toEqual(["phased_state_wrong"]);
  expect(events(await promote("--complete", "--json"))).toMatchObject([{ outcome: "nothing_to_do" }]);
});

test("a rejected version ends the waiting, and names what to do", async () => {
  const { on, promote } = await openPromotable();
  expect((await promote()).code).toBe(0);
  await on.act("decide", { approve: false });
  const outcome = await promote("--json");
  expect([outcome.code, codes(outcome)]).toEqual([5, ["review_unresolved"]]);
  expect((await promote("--cancel")).code).toBe(0);
  expect((await promote("--json")).code).toBe(5); // it is being closed
  expect((await promote("--json")).code).toBe(0);
});
