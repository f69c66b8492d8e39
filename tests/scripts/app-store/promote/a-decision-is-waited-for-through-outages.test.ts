import { expect, test } from "vitest";
import { openVersions } from "../../../../scripts/app-store/promote/versions.ts";
import { waitForReview } from "../../../../scripts/app-store/promote/wait-for-review.ts";
import { createRequests } from "../../../../scripts/app-store/requests.ts";
import { appId, issuerId, keyId, startTestStore, type TestStore } from "../../../support/fastlane/store.ts";

async function wait(on: TestStore, version: string) {
  const requests = createRequests({ keyId, issuerId, p8: on.p8, apiUrl: on.store.apiUrl });
  const notes: string[] = [];
  const deps = {
    versions: openVersions(requests, { appId, platform: "IOS" }),
    signal: new AbortController().signal,
    note: (line: string) => notes.push(line),
  };
  const state = await waitForReview(deps, version, { first: 1, longest: 2, limit: 2_000 })
    .catch((error) => error);
  return { state, notes };
}

test.each([503, 429])("an answer with %i ends no waiting of days", async (status) => {
  const on = await startTestStore();
  await on.act("sell", { version: "1.1" });
  await on.set({ refuse: { status, times: 2 } });
  const { state, notes } = await wait(on, "1.1");
  expect([state, notes[0]]).toEqual(["READY_FOR_DISTRIBUTION", expect.stringContaining("App Store Connect")]);
});

test("a key that is refused ends it", async () => {
  const on = await startTestStore();
  await on.set({ refuse: { status: 403, times: 1 } });
  expect((await wait(on, "1.1")).state).toMatchObject({ code: "store_credential_refused" });
});

test("1.1 is found as the store calls it", async () => {
  const on = await startTestStore();
  await on.act("sell", { version: "1.1.0" });
  expect((await wait(on, "1.1")).state).toBe("READY_FOR_DISTRIBUTION");
});
