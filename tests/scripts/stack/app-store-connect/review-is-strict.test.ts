import { importPKCS8, SignJWT } from "jose";
import { expect, test } from "vitest";
import { httpFetch, now } from "../../../../scripts/runtime.ts";
import { appId, issuerId, keyId, startTestStore, type TestStore } from "../../../support/fastlane/store.ts";

/** One call, with a document where there is one: its status and Apple's first code. */
async function call(on: TestStore, method: string, path: string, data?: unknown): Promise<[number, string]> {
  const seconds = Math.floor(now() / 1000);
  const token = await new SignJWT({
    aud: "appstoreconnect-v1",
    iss: issuerId,
    iat: seconds,
    exp: seconds + 600,
  })
    .setProtectedHeader({ alg: "ES256", kid: keyId, typ: "JWT" }).sign(await importPKCS8(on.p8, "ES256"));
  const answer = await httpFetch(`${on.store.apiUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: data === undefined ? undefined : JSON.stringify({ data }),
  });
  const text = await answer.text();
  return [answer.status, text === "" ? "" : JSON.parse(text).errors?.[0].code ?? ""];
}

const one = (type: string, id: string) => ({ data: { type, id } });
const newVersion = (versionString: string) => ({
  type: "appStoreVersions",
  attributes: { platform: "IOS", versionString },
  relationships: { app: one("apps", appId) },
});
const versionIn = async (on: TestStore, versionString: string) =>
  (await on.held()).versions.find((version) => version.versionString === versionString)?.id ?? "";

test("one version at a time is prepared, and never one that is not above what is for sale", async () => {
  const on = await startTestStore();
  await on.act("sell", { version: "1.1" });
  expect((await call(on, "POST", "/v1/appStoreVersions", newVersion("1.1")))[0]).toBe(409);
  expect((await call(on, "POST", "/v1/appStoreVersions", newVersion("1.2")))[0]).toBe(201);
  expect(await call(on, "POST", "/v1/appStoreVersions", newVersion("1.3"))).toEqual([
    409,
    "ENTITY_ERROR.RELATIONSHIP.INVALID",
  ]);
  expect((await call(on, "POST", "/v1/appStoreVersions", { ...newVersion("1.3"), more: 1 }))[0]).toBe(409);
  expect((await call(on, "GET", `/v1/apps/${appId}/appStoreVersions?filter[state]=X`))[0]).toBe(400);
});

test("a version takes a processed build of its own number, and is reviewed with a build and words", async () => {
  const on = await startTestStore();
  await on.set({ stages: ["IN_BETA_TESTING"] });
  await on.act("sell", { version: "1.1" });
  await on.upload(7, { version: "1.3" });
  await on.upload(8, { version: "1.2" });
  await call(on, "POST", "/v1/appStoreVersions", newVersion("1.2"));
  const id = await versionIn(on, "1.2");
  const choose = (build: string) =>
    call(on, "PATCH", `/v1/appStoreVersions/${id}/relationships/build`, { type: "builds", id: build });
  expect((await choose("build-IOS-1.3-7"))[0]).toBe(409);
  await call(on, "POST", "/v1/reviewSubmissions", {
    ...{ type: "reviewSubmissions", attributes: { platform: "IOS" } },
    relationships: { app: one("apps", appId) },
  });
  const submission = (await on.held()).submissions[0]?.id ?? "";
  const add = () =>
    call(on, "POST", "/v1/reviewSubmissionItems", {
      type: "reviewSubmissionItems",
      relationships: {
        reviewSubmission: one("reviewSubmissions", submission),
        appStoreVersion: one("appStoreVersions", id),
      },
    });
  const submit = () =>
    call(on, "PATCH", `/v1/reviewSubmissions/${submission}`, {
      ...{ type: "reviewSubmissions", id: submission, attributes: { submitted: true } },
    });
  // no build, then no words; nothing can be submitted that holds nothing
  expect(await add()).toEqual([409, "STATE_ERROR.ENTITY_STATE_INVALID"]);
  expect((await submit())[0]).toBe(409);
  expect((await choose("build-IOS-1.2-8"))[0]).toBe(204);
  expect((await add())[0]).toBe(409);
  const text = (await on.held()).versions.find((version) => version.id === id)?.texts[0]?.id ?? "";
  const tell = () =>
    call(on, "PATCH", `/v1/appStoreVersionLocalizations/${text}`, {
      ...{ type: "appStoreVersionLocalizations", id: text, attributes: { whatsNew: "New." } },
    });
  expect((await tell())[0]).toBe(200);
  expect((await add())[0]).toBe(201);
  // in a submission nothing can be changed any more
  expect((await tell())[0]).toBe(409);
  expect((await choose("build-IOS-1.2-8"))[0]).toBe(409);
  expect((await submit())[0]).toBe(200);
  expect((await submit())[0]).toBe(409);
});

test("a phased release is no first version's, begins with the sale, and goes only where it can", async () => {
  const on = await startTestStore();
  const phased = (id: string) => ({
    ...{ type: "appStoreVersionPhasedReleases", attributes: { phasedReleaseState: "INACTIVE" } },
    relationships: { appStoreVersion: one("appStoreVersions", id) },
  });
  await call(on, "POST", "/v1/appStoreVersions", newVersion("1.0"));
  const first = await versionIn(on, "1.0");
  expect((await call(on, "POST", "/v1/appStoreVersionPhasedReleases", phased(first)))[0]).toBe(409);
  await on.act("forget_versions", {});
  await on.act("sell", { version: "1.1", phased: true });
  const id = (await on.held()).versions[0]?.phased?.id ?? "";
  const move = (phasedReleaseState: string) =>
    call(on, "PATCH", `/v1/appStoreVersionPhasedReleases/${id}`, {
      ...{ type: "appStoreVersionPhasedReleases", id, attributes: { phasedReleaseState } },
    });
  const statuses = [];
  for (const state of ["ACTIVE", "PAUSED", "INACTIVE", "ACTIVE", "COMPLETE", "PAUSED"]) {
    statuses.push((await move(state))[0]);
  }
  expect(statuses).toEqual([409, 200, 409, 200, 200, 409]);
});
