import { expect, test } from "vitest";
import { type Json, p8 } from "../support/project.ts";
import { accepted, pushing, refused } from "../support/pushing.ts";
import { batch, tokenOf } from "../support/rows.ts";

/** 40 devices, of which number 7 gets `answer` from production and `elsewhere` from sandbox. */
async function withOne(
  answer: () => Response | Promise<Response>,
  elsewhere = () => refused(400, "BadDeviceToken"),
  more: Json = {},
) {
  const drained = pushing(
    [batch(40, more)],
    ({ token, host }) => token !== tokenOf(7) ? accepted() : host === "production" ? answer() : elsewhere(),
  );
  await drained.drain();
  return drained;
}

const nothing = { timestamp_ms: null, retry_after_s: null, apns_environment: null, both_hosts: false };

test.each<[string, () => Response | Promise<Response>, Json]>([
  ["410 Unregistered", () => refused(410, "Unregistered", { timestamp: 1_790_000_000_123 }), {
    status: 410,
    reason: "Unregistered",
    verdict: "dead",
    timestamp_ms: 1_790_000_000_123,
  }],
  ["410 ExpiredToken", () => refused(410, "ExpiredToken", { timestamp: 5 }), {
    status: 410,
    reason: "ExpiredToken",
    verdict: "dead",
    timestamp_ms: 5,
  }],
  ["410 with news", () => refused(410, "News", { timestamp: 5 }), {
    status: 410,
    reason: "News",
    verdict: "failed",
    timestamp_ms: 5,
  }],
  ["another app's token", () => refused(400, "DeviceTokenNotForTopic"), {
    status: 400,
    reason: "DeviceTokenNotForTopic",
    verdict: "failed",
  }],
  ["429", () => refused(429, "TooManyRequests"), {
    status: 429,
    reason: "TooManyRequests",
    verdict: "retry",
  }],
  ["500", () => refused(500, "InternalServerError"), {
    status: 500,
    reason: "InternalServerError",
    verdict: "retry",
    retry_after_s: 1_050,
  }],
  ["three broken connections", () => Promise.reject(new TypeError("reset")), {
    status: 0,
    reason: "transport_error",
    verdict: "retry",
  }],
])("%s touches this device only", async (_, answer, outcome) => {
  const drained = await withOne(answer);
  expect(drained.outcomes()).toEqual([{ id: 7, ...nothing, ...outcome }]);
  expect(drained.sentCount()).toBe(39);
  expect(drained.written().at(-1)?.disposition).toBe("finished");
  expect(drained.project.called("stop_push_run")).toEqual([]);
});

test("an ambiguous request is repeated at most twice", async () => {
  const drained = await withOne(() => Promise.reject(new TypeError("reset")));
  expect(drained.project.pushes.filter(({ token }) => token === tokenOf(7))).toHaveLength(3);
});

const unknown = { id: 7, ...nothing, status: 400, reason: "BadDeviceToken" };

test("BadDeviceToken: tried once on the other host, and the correction is reported", async () => {
  const drained = await withOne(() => refused(400, "BadDeviceToken"), accepted);
  expect(drained.outcomes()).toEqual([{
    ...unknown,
    status: 200,
    verdict: "corrected",
    apns_environment: "sandbox",
  }]);
  expect(drained.sentCount()).toBe(40);
});

test("and from sandbox to production", async () => {
  const drained = pushing(
    [batch(1, { apns_environment: "sandbox" })],
    ({ host }) => host === "sandbox" ? refused(400, "BadDeviceToken") : accepted(),
  );
  await drained.drain();
  expect(drained.outcomes()).toEqual([
    expect.objectContaining({ verdict: "corrected", apns_environment: "production" }),
  ]);
});

test("refused by both hosts it is failed, once on each", async () => {
  const drained = await withOne(() => refused(400, "BadDeviceToken"));
  expect(drained.outcomes()).toEqual([{ ...unknown, verdict: "failed", both_hosts: true }]);
  expect(drained.project.pushes.filter(({ token }) => token === tokenOf(7))).toHaveLength(2);
});

test("the other host may know that it is dead, or ask for time", async () => {
  const dead = await withOne(
    () => refused(400, "BadDeviceToken"),
    () => refused(410, "Unregistered", { timestamp: 9 }),
  );
  expect(dead.outcomes()).toEqual([expect.objectContaining({ id: 7, verdict: "dead", timestamp_ms: 9 })]);
  const busy = await withOne(() => refused(400, "BadDeviceToken"), () => refused(503, "ServiceUnavailable"));
  expect(busy.outcomes()).toEqual([
    expect.objectContaining({ id: 7, verdict: "retry", retry_after_s: 1_050 }),
  ]);
});

test.each(["BadEnvironmentKeyIdInToken", "BadEnvironmentKeyInToken"])(
  "a key of one environment (%s) is not tried on the other host again",
  async (reason) => {
    const drained = pushing(
      [batch(60), batch(60, { batch_id: 6 })],
      ({ host }) => host === "production" ? refused(400, "BadDeviceToken") : refused(403, reason),
    );
    await drained.drain();
    expect(drained.outcomes()).toHaveLength(120);
    expect(drained.outcomes().every((outcome) => outcome.verdict === "failed" && !outcome.both_hosts)).toBe(
      true,
    );
    expect(drained.project.pushes.filter(({ host }) => host === "sandbox")).toHaveLength(1);
    expect(drained.project.called("stop_push_run")).toEqual([]);
  },
);

test("a key of its own for each environment: the other host is asked with its own key", async () => {
  const drained = pushing(
    [batch(40)],
    ({ token, host, headers }) => {
      const isRightKey = headers.authorization === `bearer token of ${host}`;
      if (!isRightKey) return refused(403, "BadEnvironmentKeyIdInToken");
      return token === tokenOf(7) && host === "production" ? refused(400, "BadDeviceToken") : accepted();
    },
    {
      take_provider_token: ({ key_id }) => (
        { token: `token of ${key_id === "SANDBOX123" ? "sandbox" : "production"}`, issued_at: 1, mint: null }
      ),
    },
  );
  drained.project.env.APNS_KEYS = JSON.stringify({
    "default:sandbox": { key_id: "SANDBOX123", team_id: "TEAM123456", p8 },
  });
  await drained.drain();
  expect(drained.outcomes()).toEqual([
    expect.objectContaining({ id: 7, verdict: "corrected", apns_environment: "sandbox" }),
  ]);
  expect(drained.sentCount()).toBe(40);
});

test("another host that is away costs the devices that need it a retry, nobody else anything", async () => {
  const drained = await withOne(() => refused(400, "BadDeviceToken"), () => {
    throw new TypeError("refused");
  });
  expect(drained.outcomes()).toEqual([
    expect.objectContaining({ id: 7, verdict: "retry", reason: "transport_error" }),
  ]);
  expect(drained.sentCount()).toBe(39);
});

test("devices of another batch that wait for the other host are failed then, whatever their neighbours got", async () => {
  const neighbours = Array.from({ length: 20 }, (_, index) => [101 + index, tokenOf(101 + index)]);
  const drained = pushing([batch(20), batch(20, { batch_id: 6, devices: neighbours })]);
  const { clock } = drained.project;
  const at = (ms: number) => clock.sleep(Math.max(0, 1_000 + ms - clock.now));
  // The other host refuses the key at 310 ms, the last neighbour is dead at 320 ms, and ticks are a quarter second apart.
  drained.project.apns = async ({ host, token }) => {
    if (host === "sandbox") return await at(310).then(() => refused(403, "BadEnvironmentKeyInToken"));
    if (token === tokenOf(120)) {
      return await at(320).then(() => refused(410, "Unregistered", { timestamp: 5 }));
    }
    return refused(400, "BadDeviceToken");
  };
  await drained.drain();
  const verdicts = drained.outcomes().map((outcome) => [outcome.id, outcome.verdict]);
  expect(verdicts.filter(([, verdict]) => verdict === "failed")).toHaveLength(39);
  expect(verdicts.filter(([, verdict]) => verdict !== "failed")).toEqual([[120, "dead"]]);
});
