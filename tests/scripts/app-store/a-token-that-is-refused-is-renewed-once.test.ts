import { expect, test } from "vitest";
import { connectStore } from "../../../scripts/app-store/app-store-connect.ts";
import { createTokens } from "../../../scripts/app-store/token.ts";
import { appId, issuerId, keyId, startTestStore, type TestStore } from "../../support/fastlane/store.ts";

const connect = ({ store, p8 }: TestStore) => connectStore({ keyId, issuerId, p8, apiUrl: store.apiUrl });
const statuses = async (on: TestStore) => (await on.calls()).map(({ status }) => status);

test("a cached token that was revoked is made anew, without a word", async () => {
  const on = await startTestStore();
  const store = connect(on);
  await store.checkApp(appId);
  await on.revokeTokens();
  expect((await store.listBuilds(appId)).builds).toEqual([]);
  expect(await statuses(on)).toEqual([200, 401, 200]);
});

test("a clock that is wrong by now is corrected by Apple's", async () => {
  const on = await startTestStore();
  const store = connect(on);
  await store.checkApp(appId);
  for (const clock_ahead_s of [7200, -7200]) {
    await on.set({ clock_ahead_s });
    await store.checkApp(appId);
    await store.checkApp(appId);
  }
  expect(await statuses(on)).toEqual([200, 401, 200, 200, 401, 200, 200]);
});

test("a second refusal is the answer, and so is the first one of a key that never worked", async () => {
  const on = await startTestStore();
  const store = connect(on);
  await store.checkApp(appId);
  await on.set({ refuse: { status: 401, times: 2 } });
  await expect(store.checkApp(appId)).rejects.toMatchObject({
    code: "store_credential_refused",
    exitCode: 4,
  });
  expect(await statuses(on)).toEqual([200, 401, 401]);
  await on.set({ refuse: { status: 401, times: 1 } });
  await expect(connect(on).checkApp(appId)).rejects.toMatchObject({ code: "store_credential_refused" });
  expect(await statuses(on)).toEqual([200, 401, 401, 401]);
});

test("an outage and a used-up hour are no refusal: they are not asked again at once", async () => {
  const on = await startTestStore();
  const store = connect(on);
  await store.checkApp(appId);
  for (const status of [403, 429, 503]) {
    await on.set({ refuse: { status, times: 1 } });
    await expect(store.checkApp(appId)).rejects.toBeInstanceOf(Error);
  }
  expect(await statuses(on)).toEqual([200, 403, 429, 503]);
});

test("a clock that was set back keeps no token for longer than ten minutes", async () => {
  const { p8 } = await startTestStore();
  let seconds = 1_800_000_000;
  const next = createTokens({ keyId, issuerId, p8, apiUrl: "" }, () => seconds * 1000);
  const first = await next();
  seconds -= 3600;
  expect(await next()).not.toBe(first);
});
