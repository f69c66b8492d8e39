import { expect, test } from "vitest";
import { rules } from "../../../functions/_shared/apns/reasons.ts";
import { Project } from "../support/project.ts";
import { accepted, pushing, refused } from "../support/pushing.ts";
import { batch, tokenOf } from "../support/rows.ts";

const stopping = rules.filter((rule) => rule.scope === "run" && rule.retry === "never");

test.each(stopping.map((rule) => [rule.status, rule.reason] as const))("%i %s", async (status, reason) => {
  const drained = pushing([batch(1_000)], () => refused(status, reason));
  await drained.drain();
  expect(drained.project.pushes).toHaveLength(1); // the probe alone
  expect(drained.project.called("stop_push_run").map(({ args }) => args)).toEqual([
    expect.objectContaining({ batch_id: 5, reason, detail: `APNs answered ${status}` }),
  ]);
  expect(drained.outcomes()).toEqual([]);
});

test("what was answered before is written first, so that resuming does not repeat it", async () => {
  const drained = pushing(
    [batch(10)],
    ({ token }) => token >= tokenOf(6) ? refused(413, "PayloadTooLarge") : accepted(),
  );
  await drained.drain();
  expect(drained.written()).toEqual([
    expect.objectContaining({ progress_id: 5, sent_count: 5, disposition: "progress" }),
  ]);
  expect(drained.project.calls.at(-2)?.name).toBe("stop_push_run");
});

test("one stray refusal among successes is tried again before it stops a run", async () => {
  let strays = 1;
  const drained = pushing(
    [batch(1_000)],
    ({ token }) => token === tokenOf(500) && strays-- > 0 ? refused(403, "InvalidProviderToken") : accepted(),
  );
  await drained.drain();
  expect(drained.project.called("stop_push_run")).toEqual([]);
  expect(drained.sentCount()).toBe(1_000);
  expect(drained.outcomes()).toEqual([]);
});

test.each([["a later batch", 1_000], ["one device that is tried again", 1]])(
  "a stray refusal that is the first answer of %s is tried again as well",
  async (_, devices) => {
    let strays = 1;
    const drained = pushing(
      [batch(devices, { sent: 300_000 })],
      () => strays-- > 0 ? refused(403, "InvalidProviderToken") : accepted(),
    );
    await drained.drain();
    expect(drained.project.called("stop_push_run")).toEqual([]);
    expect(drained.sentCount()).toBe(devices);
  },
);

test("a refusal that stays stops the run after three tries, whoever was told before", async () => {
  const drained = pushing(
    [batch(10)],
    ({ token }) => token === tokenOf(10) ? refused(403, "Forbidden") : accepted(),
  );
  await drained.drain();
  expect(drained.project.pushes.filter(({ token }) => token === tokenOf(10))).toHaveLength(3);
  expect(drained.project.called("stop_push_run")[0]?.args).toMatchObject({ reason: "Forbidden" });
});

test("a token that was refused is named, so that nobody gets it any more; what says nothing about it names none", async () => {
  const refusedBy = async (status: number, reason: string) => {
    const drained = pushing([batch(5)], () => refused(status, reason));
    await drained.drain();
    return drained.project.called("stop_push_run")[0]?.args;
  };
  expect(await refusedBy(403, "InvalidProviderToken")).toMatchObject({ refused_token: "shared-token" });
  expect(await refusedBy(400, "BadTopic")).not.toHaveProperty("refused_token");
});

test("a stopped run does not keep others from being served", async () => {
  const drained = pushing(
    [batch(5), batch(5, { batch_id: 6, run_id: 4, topic: "test.example.other" })],
    ({ headers }) =>
      headers["apns-topic"] === "test.example.helper" ? refused(400, "TopicDisallowed") : accepted(),
  );
  await drained.drain();
  expect(drained.project.called("stop_push_run")).toHaveLength(1);
  expect(drained.sentCount()).toBe(5);
});

function without(change: (env: Project["env"]) => void) {
  const drained = pushing([batch(5)]);
  change(drained.project.env);
  return drained;
}

test("a key that is no P8: nothing is sent", async () => {
  const drained = without((env) => env.APNS_AUTH_KEY_P8 = "not a key");
  await drained.drain();
  expect(drained.project.called("stop_push_run")[0]?.args).toMatchObject({ reason: "apns_key_invalid" });
  expect([drained.project.pushes, drained.written()]).toEqual([[], []]);
});

test("variables that are absent: not_configured, naming them", async () => {
  const drained = without((env) => {
    delete env.APNS_KEY_ID;
    delete env.APNS_TEAM_ID;
  });
  await drained.drain();
  expect(drained.project.called("stop_push_run")[0]?.args).toMatchObject({
    reason: "not_configured",
    detail: expect.stringContaining("APNS_KEY_ID, APNS_TEAM_ID"),
  });
});

test("a certificate that is none is a host that nobody reaches", async () => {
  const drained = pushing([batch(5)]);
  const { runtime } = drained.project;
  Object.defineProperty(drained.project, "runtime", {
    value: {
      ...runtime,
      openHttp2: () => {
        throw new TypeError("invalid PEM");
      },
    },
  });
  await drained.drain();
  expect(drained.written().at(-1)).toMatchObject({ disposition: "progress", sent_count: 0 });
});

test("too many token updates: the same token later, nothing is minted, nobody is woken", async () => {
  const drained = pushing([batch(5)], () => refused(429, "TooManyProviderTokenUpdates"));
  await drained.drain();
  expect(drained.written()).toEqual([expect.objectContaining({ progress_id: 0, disposition: "released" })]);
  expect(drained.project.called("take_provider_token")).toHaveLength(1);
  expect(drained.project.called("wake_push")).toEqual([]);
  expect(drained.project.called("stop_push_run")).toEqual([]);
});

test("an expired token is replaced once for everybody, and those refused are sent again", async () => {
  const taken: unknown[] = [];
  const drained = pushing(
    [batch(200)],
    ({ headers }) =>
      headers.authorization === "bearer fresh" ? accepted() : refused(403, "ExpiredProviderToken"),
    {
      take_provider_token: (args) => {
        taken.push(args.refused_token);
        return { token: taken.length === 1 ? "stale" : "fresh", issued_at: 1, mint: null };
      },
    },
  );
  await drained.drain();
  expect(taken).toEqual([undefined, "stale"]);
  expect([drained.sentCount(), drained.outcomes()]).toEqual([200, []]);
});

test("a token that expires in the middle of the burst is replaced once, too", async () => {
  let takes = 0;
  let count = 0;
  const drained = pushing(
    [batch(400)],
    ({ headers }) =>
      ++count < 100 || headers.authorization === "bearer fresh"
        ? accepted()
        : refused(403, "ExpiredProviderToken"),
    { take_provider_token: () => ({ token: ++takes === 1 ? "stale" : "fresh", issued_at: 1, mint: null }) },
  );
  await drained.drain();
  expect(takes).toBe(2);
  expect([drained.sentCount(), drained.outcomes()]).toEqual([400, []]);
});

test("a refusal that comes late is about the token before: nothing is minted for it", async () => {
  let takes = 0;
  const drained = pushing([batch(20)], undefined, {
    take_provider_token: () => ({ token: ++takes === 1 ? "stale" : "fresh", issued_at: 1, mint: null }),
  });
  drained.project.apns = async ({ headers, token }) => {
    if (headers.authorization === "bearer fresh" || token === tokenOf(1)) return accepted();
    if (token === tokenOf(9)) await drained.project.clock.sleep(2_000);
    return refused(403, "ExpiredProviderToken");
  };
  await drained.drain();
  expect(takes).toBe(2);
  expect([drained.sentCount(), drained.outcomes()]).toEqual([20, []]);
});

test("a fresh token that is refused as well means that the clocks disagree: stop", async () => {
  const drained = pushing([batch(50)], () => refused(403, "ExpiredProviderToken"));
  await drained.drain();
  expect(drained.project.called("take_provider_token")).toHaveLength(2);
  expect(drained.project.called("stop_push_run")[0]?.args).toMatchObject({ reason: "ExpiredProviderToken" });
});
