import { describe, expect, test } from "vitest";
import { connectStore } from "../../../scripts/app-store/app-store-connect.ts";
import { serveHttp } from "../../../scripts/runtime.ts";
import { appId, issuerId, keyId, startTestStore, type TestStore } from "../../support/fastlane/store.ts";

const connect = ({ store, p8 }: TestStore) => connectStore({ keyId, issuerId, p8, apiUrl: store.apiUrl });

test("a build is asked for by number and version, with its state in TestFlight", async () => {
  const on = await startTestStore();
  await on.set({ stages: ["IN_BETA_TESTING"] });
  for (const [build, version] of [[117, "1.0"], [118, "1.0"], [118, "1.1"]] as const) {
    await on.upload(build, { version });
  }
  expect(await connect(on).findBuild(appId, 118, "1.0")).toMatchObject({
    build: 118,
    version: "1.0",
    processingState: "VALID",
    isExpired: false,
    internalState: "IN_BETA_TESTING",
    externalState: "READY_FOR_BETA_SUBMISSION",
  });
  expect(await connect(on).findBuild(appId, 118)).toMatchObject({ version: "1.1" });
  expect(await connect(on).findBuild(appId, 119)).toBeNull();
  const [first] = await on.calls();
  const query = new URL(`http://store${first?.call.slice(4)}`).searchParams;
  expect(Object.fromEntries(query)).toEqual({
    "filter[app]": appId,
    "filter[version]": "118",
    "filter[preReleaseVersion.version]": "1.0",
    "filter[preReleaseVersion.platform]": "IOS",
    include: "preReleaseVersion,buildBetaDetail",
    "fields[builds]": "version,processingState,expired,uploadedDate,preReleaseVersion,buildBetaDetail",
    sort: "-uploadedDate",
    limit: "5",
  });
});

test("the newest uploads come first, whatever their numbers are as text", async () => {
  const on = await startTestStore();
  for (const build of [9, 10, 8]) await on.upload(build);
  expect((await connect(on).listBuilds(appId)).builds.map(({ build }) => build)).toEqual([8, 10, 9]);
});

describe("what goes wrong has a stable code", () => {
  test("an app that the key does not see", async () => {
    await expect(connect(await startTestStore()).checkApp("999")).rejects.toMatchObject({
      code: "store_app_unknown",
    });
  });

  test("a forbidden call is a credential's problem", async () => {
    const on = await startTestStore();
    await on.set({ refuse: { status: 403, times: 1 } });
    await expect(connect(on).listBuilds(appId)).rejects.toMatchObject({
      code: "store_credential_refused",
      exitCode: 4,
    });
  });

  test("an hour without requests left says so, with Apple's figures", async () => {
    const on = await startTestStore();
    await on.set({ hour_remaining: 0 });
    await expect(connect(on).listBuilds(appId)).rejects.toMatchObject({
      code: "store_rate_limited",
      message: expect.stringContaining("user-hour-lim:3500;user-hour-rem:0;"),
    });
  });

  test("an outage, and nobody there", async () => {
    const on = await startTestStore();
    await on.set({ refuse: { status: 503, times: 1 } });
    await expect(connect(on).listBuilds(appId)).rejects.toMatchObject({
      code: "store_unreachable",
      exitCode: 1,
    });
    await on.store.stop();
    await expect(connect(on).listBuilds(appId)).rejects.toMatchObject({
      code: "store_unreachable",
      exitCode: 1,
    });
  });

  test("an answer that is none; and a redirect is not followed with the token", async () => {
    const { p8 } = await startTestStore();
    let redirected = 0;
    const server = await serveHttp(({ url }) => {
      if (url.endsWith("/elsewhere")) redirected++;
      return url.includes("/v1/apps/1?")
        ? Response.json({ data: { id: "1" } })
        : new Response(null, { status: 302, headers: { location: "/elsewhere" } });
    });
    const store = connectStore({ keyId, issuerId, p8, apiUrl: server.url });
    await expect(store.checkApp("1")).rejects.toMatchObject({ code: "store_answer_unexpected" });
    await expect(store.checkApp("2")).rejects.toMatchObject({ code: "store_answer_unexpected" });
    expect(redirected).toBe(0);
    await server.stop();
  });
});
