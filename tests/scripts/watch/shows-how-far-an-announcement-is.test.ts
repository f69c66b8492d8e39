import { expect, test } from "vitest";
import { type Progress, progressSchema } from "../../../functions/_shared/contract/announcements.ts";
import { isFine, paces } from "../../../scripts/watch/progress.ts";
import { describeProgress } from "../../../scripts/watch/screen.ts";

function look(run: Partial<Progress["runs"][number]> = {}, more: Partial<Progress> = {}): Progress {
  return progressSchema.parse({
    announcement: "11111111-2222-4333-8444-555555555555",
    seq: 12,
    announced_at: "2026-01-01T00:00:00Z",
    now: "2026-01-01T00:00:10Z",
    forced: false,
    changes: [{ component: "ios", build: 131, previous_build: 130 }],
    deliveries: [{
      transport: "broadcast",
      kind: "broadcast",
      component: "ios",
      stopped_run: null,
      state: "delivered",
      attempts: 1,
      status: 202,
      error: null,
      lag_ms: 9,
    }],
    runs: [{
      run: 7,
      component: "ios",
      topic: "test.app",
      apns_environment: "production",
      state: "running",
      reason: null,
      detail: null,
      answered: 5000,
      sent: 4990,
      share: 0.5,
      workers: 1,
      takeovers: 0,
      started_at: "2026-01-01T00:00:00Z",
      finished_at: null,
      first_answer_at: null,
      last_answer_at: null,
      failures: { Unregistered: 8, ServiceUnavailable: 2 },
      retrying: 2,
      ...run,
    }],
    complete: false,
    ...more,
  });
}

test("a rate and the time left come from two looks", () => {
  const before = look({ answered: 4000, share: 0.4 }, { now: "2026-01-01T00:00:09Z" });
  expect(paces(before, look()).get(7)).toEqual({ perSecond: 1000, etaSeconds: expect.closeTo(5, 5) });
  expect(paces(null, look()).get(7)).toEqual({ perSecond: null, etaSeconds: null });
});

test("the screen says what moved, the lag of each transport, a bar, and failures by reason", () => {
  const before = look({ answered: 4000, share: 0.4 }, { now: "2026-01-01T00:00:09Z" });
  const text = describeProgress(before, look()).join("\n");
  expect(text).toContain("#12  ios 130 → 131");
  expect(text).toMatch(/broadcast +ios +delivered +9 ms/);
  expect(text).toContain("████████████░░░░░░░░░░░░ running");
  expect(text).toContain("4,990 of 5,000 told  1,000/s  5.0 s left");
  expect(text).toContain("Unregistered 8, ServiceUnavailable 2, 2 to be tried again, 1 worker");
});

test("a stopped run says why and how to go on, and is not fine", () => {
  const stopped = look({ state: "stopped", reason: "InvalidProviderToken", detail: "APNs answered 403" });
  const text = describeProgress(null, stopped).join("\n");
  expect(text).toContain("stopped: InvalidProviderToken (APNs answered 403)");
  expect(text).toContain("select ship.resume_push_run(7);");
  expect(text).not.toContain("accept_deactivations");
  const doubted = look({
    state: "stopped",
    reason: "too_many_deactivations",
    detail: "121 of the 300 devices",
  });
  expect(describeProgress(null, doubted).join("\n")).toContain(
    "select ship.accept_deactivations(7, '<why>');",
  );
  const [delivery] = look().deliveries;
  if (!delivery) throw new Error("no delivery");
  expect(isFine(look({}, { deliveries: [{ ...delivery, state: "failed", error: "broadcast_refused" }] })))
    .toBe(false);
  expect(isFine(look({}, { deliveries: [{ ...delivery, state: "skipped", error: "not_configured" }] }))).toBe(
    true,
  );
});

test("a step of a rollout is shown with its share, and whom it tells", () => {
  const change = { component: "ios", build: 131, previous_build: 130 };
  const text = describeProgress(
    null,
    look({ from_bps: 500, to_bps: 2500 }, {
      changes: [{ ...change, channel: "beta", event: "build-offered", bps: 2500 }],
    }),
  ).join("\n");
  expect(text).toContain("#12  ios 131 on beta for 25% of the devices");
  expect(text).toContain("test.app production, devices from 5% to 25%");
  const policy = look({}, { changes: [{ ...change, channel: "live", event: "policy-changed" }] });
  expect(describeProgress(null, policy).join("\n")).toContain("#12  ios: apps read the feed again");
});
