import { expect, test } from "vitest";
import type { TestStore } from "../../../support/fastlane/store.ts";
import { codes, events } from "../../../support/shipyard.ts";
import { openPromotable, type Promotable } from "./promotable.ts";

const writes = async (on: TestStore) =>
  (await on.calls()).filter(({ call }) => !call.startsWith("GET")).map(({ call, status }) =>
    `${status} ${call}`
  );

/** One attempt that the store answers so many requests of. */
async function stopAfter(on: TestStore, promote: Promotable["promote"], requests: number) {
  await on.set({ refuse_after: { requests, status: 503 } });
  return await promote("--json");
}

test("promise 163: the latest build that testers have is submitted, with what is new in each language, in phases", async () => {
  const { on, promote } = await openPromotable();
  // newer, and with nobody yet
  await on.upload(115, { version: "1.1", stages: ["PROCESSING"] });
  const outcome = await promote("--phased", "--json");
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(events(outcome).at(-1)).toMatchObject({
    ...{ component: "ios", version: "1.1", build: 114, state: "WAITING_FOR_REVIEW", phased: true },
    outcome: "submitted",
  });
  expect(outcome.stderr).toContain("1.1 (115) is PROCESSING");
  const { versions, submissions } = await on.held();
  const made = versions.find(({ versionString }) => versionString === "1.1");
  expect(made).toMatchObject({
    ...{ appVersionState: "WAITING_FOR_REVIEW", buildId: "build-IOS-1.1-114", releaseType: "AFTER_APPROVAL" },
    texts: [{ locale: "en-US", whatsNew: "The widget." }, { locale: "nb", whatsNew: "Widgeten." }],
    phased: { phasedReleaseState: "INACTIVE" },
  });
  expect(submissions).toMatchObject([{ state: "WAITING_FOR_REVIEW", items: [{ versionId: made?.id }] }]);
  expect((await on.calls()).filter(({ status }) => status >= 400)).toEqual([]);

  // the same again changes nothing
  const before = await writes(on);
  const again = await promote("--json");
  expect([again.code, events(again).at(-1)?.outcome]).toEqual([0, "nothing_to_do"]);
  expect(await writes(on)).toEqual(before);
});

test("promise 163: after a failure anywhere the same command goes on from there", async () => {
  const { on, promote } = await openPromotable();
  let outcome = await stopAfter(on, promote, 0);
  // each attempt gets one request further
  let requests = 1;
  for (; outcome.code !== 0; requests++) {
    expect([outcome.code, codes(outcome)]).toEqual([1, ["store_unreachable"]]);
    outcome = await stopAfter(on, promote, requests);
  }
  expect(requests).toBeGreaterThan(8);
  const { versions, submissions } = await on.held();
  expect(versions.filter(({ versionString }) => versionString === "1.1")).toHaveLength(1);
  expect(submissions).toMatchObject([{ state: "WAITING_FOR_REVIEW", items: [{}] }]);
});

test("a declared file says what is new, a version that is there is gone on with, and --release manual holds it back", async () => {
  const { repo, on, promote } = await openPromotable(({ components: { ios } }) => {
    Object.assign(ios?.store ?? {}, { whats_new: "texts/{locale}/{version}.txt" });
  });
  await repo.write("texts/en-US/1.1.txt", "From the file.\n");
  const first = await promote("--json");
  expect(first.code, first.stderr).toBe(0);
  expect((await promote("--cancel")).code).toBe(0);
  // what was taken back is closed by the next look
  expect(codes(await promote("--json"))).toEqual(["review_canceling"]);
  await on.upload(116, { version: "1.2" });
  await on.act("tester_notes", { version: "1.2", build: 116, texts: { "en-GB": "Twice." } });
  const outcome = await promote("--release", "manual", "--json");
  expect(outcome.code, outcome.stderr).toBe(0);
  const made = (await on.held()).versions.filter(({ appVersionState }) =>
    appVersionState === "WAITING_FOR_REVIEW"
  );
  expect(made).toMatchObject([{
    ...{ versionString: "1.2", buildId: "build-IOS-1.2-116", releaseType: "MANUAL" },
    // nothing else is said, so that what is said in another region or language counts
    texts: [{ whatsNew: "Twice." }, { whatsNew: "Twice." }],
  }]);
  expect((await on.calls()).filter(({ status }) => status >= 400)).toEqual([]);
});

test("a version in a submission that nobody has sent gets another build, and is sent", async () => {
  const { on, promote } = await openPromotable();
  await on.set({ refuse_calls: "PATCH /v1/reviewSubmissions" });
  expect((await promote()).code).toBe(1);
  expect((await on.held()).submissions).toMatchObject([{ state: "READY_FOR_REVIEW", items: [{}] }]);
  await on.set({ refuse_calls: null });
  await on.upload(115, { version: "1.1" });
  await on.act("tester_notes", { version: "1.1", build: 115, texts: { "en-US": "Better." } });
  const outcome = await promote("--json");
  expect(outcome.code, outcome.stderr).toBe(0);
  const { versions, submissions } = await on.held();
  expect(versions.at(-1)).toMatchObject({
    buildId: "build-IOS-1.1-115",
    appVersionState: "WAITING_FOR_REVIEW",
  });
  expect(submissions).toMatchObject([{ state: "WAITING_FOR_REVIEW", items: [{}] }]);
});
