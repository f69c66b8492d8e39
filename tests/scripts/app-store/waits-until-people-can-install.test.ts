import { describe, expect, test } from "vitest";
import { connectStore } from "../../../scripts/app-store/app-store-connect.ts";
import type { StoreBuild } from "../../../scripts/app-store/answers.ts";
import { type Audience, judgeBuild } from "../../../scripts/app-store/installable.ts";
import { waitUntilInstallable } from "../../../scripts/app-store/wait.ts";
import { appId, issuerId, keyId, startTestStore, type TestStore } from "../../support/fastlane/store.ts";

const limits = { first: 1, longest: 2, limit: 20_000 };

async function wait(
  on: TestStore,
  audience: Audience = "internal",
  limit = limits.limit,
  signal = new AbortController().signal,
) {
  const store = connectStore({ keyId, issuerId, p8: on.p8, apiUrl: on.store.apiUrl });
  const states: string[] = [];
  const found = await waitUntilInstallable(
    store,
    { audience, what: "build 118", find: (store, signal) => store.findBuild(appId, 118, undefined, signal) },
    { signal, limits: { ...limits, limit }, onState: (state) => states.push(state) },
  ).catch((error) => error);
  return { found, states };
}

test("processed is not installable: it waits until the build is in beta testing, and says each state once", async () => {
  const on = await startTestStore();
  await on.set({ stages: ["HIDDEN", "PROCESSING", "PROCESSING", "VALID", "IN_BETA_TESTING"] });
  await on.upload(118);
  const { found, states } = await wait(on);
  expect(found).toMatchObject({ build: 118, version: "1.0", internalState: "IN_BETA_TESTING" });
  expect(states).toEqual(["not in the list of builds yet", "PROCESSING", "READY_FOR_BETA_TESTING"]);
});

test("an external audience waits for the review as well", async () => {
  const on = await startTestStore();
  await on.set({ stages: ["VALID", "WAITING_FOR_BETA_REVIEW", "IN_EXTERNAL_TESTING"] });
  await on.upload(118);
  const { found, states } = await wait(on, "external");
  expect(found).toMatchObject({ externalState: "IN_BETA_TESTING" });
  expect(states).toEqual(["READY_FOR_BETA_SUBMISSION", "WAITING_FOR_BETA_REVIEW"]);
});

test.each<[string, Audience, string]>([
  ["FAILED", "internal", "store_build_failed"],
  ["INVALID", "internal", "store_build_failed"],
  ["MISSING_EXPORT_COMPLIANCE", "internal", "export_compliance_missing"],
  ["EXPIRED", "internal", "store_build_expired"],
  ["BETA_REJECTED", "external", "store_build_rejected"],
])("%s does not pass by itself: the waiting ends at once", async (stage, audience, code) => {
  const on = await startTestStore();
  await on.set({ stages: [stage] });
  await on.upload(118);
  expect((await wait(on, audience)).found).toMatchObject({ code, exitCode: 9 });
});

test("an outage and a used-up hour are waited out; a refused key is not", async () => {
  const on = await startTestStore();
  await on.set({ stages: ["IN_BETA_TESTING"], refuse: { status: 503, times: 2 } });
  await on.upload(118);
  expect((await wait(on)).states).toHaveLength(1);
  await on.set({ hour_remaining: 0, refuse: null });
  const limited = await wait(on, "internal", 5);
  expect(limited.found).toMatchObject({
    code: "store_build_not_installable",
    message: expect.stringContaining("rem:0"),
  });
  await on.set({ hour_remaining: 10, refuse: { status: 401, times: 1 } });
  expect((await wait(on)).found).toMatchObject({ code: "store_credential_refused", exitCode: 4 });
});

test("the limits ends: exit 9 with the last state; an abort ends it with its reason", async () => {
  const on = await startTestStore();
  await on.set({ stages: ["PROCESSING"] });
  await on.upload(118);
  expect((await wait(on, "internal", 5)).found).toMatchObject({
    code: "store_build_not_installable",
    exitCode: 9,
    message: expect.stringContaining("PROCESSING"),
  });
  expect((await wait(on, "internal", 20_000, AbortSignal.abort(new Error("stop")))).found).toEqual(
    new Error("stop"),
  );
});

describe("a state that Apple adds waits, it does not pass and does not fail", () => {
  const valid: StoreBuild = {
    id: "build-1",
    build: 1,
    version: "1.0",
    processingState: "VALID",
    isExpired: false,
    uploadedAt: null,
    internalState: "IN_BETA_TESTING",
    externalState: null,
  };
  test.each<[Partial<StoreBuild>, Audience, string]>([
    [{}, "internal", "installable"],
    [{}, "external", "waiting"],
    [{ externalState: "IN_BETA_TESTING", internalState: null }, "external", "installable"],
    [{ internalState: "SOMETHING_NEW" }, "internal", "waiting"],
    [{ internalState: null }, "internal", "waiting"],
    [{ processingState: "SOMETHING_NEW" }, "internal", "waiting"],
    [{ processingState: "PROCESSING" }, "internal", "waiting"],
    [{ isExpired: true }, "internal", "stuck"],
    [{ internalState: "PROCESSING_EXCEPTION" }, "internal", "stuck"],
  ])("%j for %s: %s", (differs, audience, state) => {
    expect(judgeBuild({ ...valid, ...differs }, audience).state).toBe(state);
  });
});
