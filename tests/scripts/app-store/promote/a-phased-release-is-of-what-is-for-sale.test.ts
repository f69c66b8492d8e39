import { expect, test } from "vitest";
import { movePhased } from "../../../../scripts/app-store/promote/control.ts";
import { openVersions } from "../../../../scripts/app-store/promote/versions.ts";
import { createRequests } from "../../../../scripts/app-store/requests.ts";
import { appId, issuerId, keyId, startTestStore } from "../../../support/fastlane/store.ts";

test("the phased release of a version that another one has replaced is not moved", async () => {
  const on = await startTestStore();
  await on.act("sell", { version: "1.0", phased: true });
  await on.act("sell", { version: "1.1" });
  const requests = createRequests({ keyId, issuerId, p8: on.p8, apiUrl: on.store.apiUrl });
  const versions = openVersions(requests, { appId, platform: "IOS" });
  const moved = movePhased({ versions, signal: new AbortController().signal }, "pause");
  await expect(moved).rejects.toMatchObject({ code: "phased_missing" });
  expect((await on.calls()).filter(({ call }) => call.startsWith("PATCH"))).toEqual([]);
});
