import { importJWK, jwtVerify } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { env, httpFetch } from "../../scripts/runtime.ts";
import { isSigned, keySet, signingKey } from "../functions/support/signing.ts";
import { type LoadedStack, startLoadedStack } from "../support/loaded-stack.ts";
import { until } from "../support/until.ts";

// the older one is what the hosted platform runs
describe.each(["2.9", "2.1"])("on Deno %s", (deno) => {
  let on: LoadedStack;
  let key: Awaited<ReturnType<typeof signingKey>>;
  beforeAll(async () => {
    key = await signingKey("test");
    const given: Record<string, string> = { SLIPWAY_SIGNING_KEYS: keySet(key), SLIPWAY_FUNCTIONS_DENO: deno };
    on = await startLoadedStack({ env: (name) => given[name] ?? env(name) });
  });
  afterAll(() => on.stop());

  const ask = (path: string) => httpFetch(`${on.info.api_url}/functions/v1/${path}`);

  test("a rollout is broadcast, signed, and in the signed feed under its seq; check tells who is inside", async () => {
    const heard: { event: string; payload: Record<string, unknown> }[] = [];
    await new Promise<void>((resolve, reject) =>
      on.app.channel("dashboard:build")
        .on("broadcast", { event: "build-offered" }, ({ event, payload }) => heard.push({ event, payload }))
        .subscribe((status) =>
          status === "SUBSCRIBED" ? resolve() : status === "CHANNEL_ERROR" && reject(new Error(status))
        )
    );
    const { error } = await on.operator.schema("ship").rpc("offer_build", {
      component: "dashboard",
      build: 900,
      bps: 10,
    });
    expect(error).toBe(null);
    const { payload } = await until("the broadcast", () => heard[0]);
    expect(payload).toMatchObject({ component: "dashboard", build: 900, channel: "live", bps: 10 });
    const { kty, crv, x } = key;
    const { payload: claims } = await jwtVerify(
      String(payload.jws),
      await importJWK({ kty, crv, x }, "EdDSA"),
    );
    expect(claims).toMatchObject({
      event: "build-offered",
      seq: payload.seq,
      build: 900,
      bps: 10,
      salt: payload.salt,
    });

    const feed = await ask(`updates/dashboard/live?seq=${payload.seq}`);
    expect(feed.headers.get("cache-control")).toBe("public, max-age=86400, immutable");
    const bytes = new Uint8Array(await feed.arrayBuffer());
    expect(await isSigned(feed.headers.get("x-slipway-signature"), bytes, key)).toBe(true);
    expect(JSON.parse(new TextDecoder().decode(bytes))).toMatchObject({
      schema: 1,
      component: "dashboard",
      channel: "live",
      seq: payload.seq,
      offers: [{ build: 900, bps: 10, salt: payload.salt }, { bps: 10_000 }],
    });
    const early = await ask(`updates/dashboard/live?seq=${Number(payload.seq) + 1}`);
    expect([early.headers.get("cache-control"), (await early.json()).seq]).toEqual(["no-store", payload.seq]);

    const decide = async (more: string) =>
      await (await ask(`check?component=dashboard&build=899${more}`)).json();
    expect(await decide("")).toMatchObject({ kind: "up-to-date", can_skip: true });
    expect(await decide("&manual=1")).toMatchObject({ kind: "available", build: 900, reason: "newer_build" });
  });

  test("a policy is broadcast with nothing but that there is something to read", async () => {
    const heard: Record<string, unknown>[] = [];
    await new Promise<void>((resolve) =>
      on.operator.channel("docs:build")
        .on("broadcast", { event: "policy-changed" }, ({ payload }) => heard.push(payload))
        .subscribe((status) => status === "SUBSCRIBED" && resolve())
    );
    const { error } = await on.operator.schema("ship").rpc("set_update_policy", {
      component: "docs",
      min_build: 1,
      reason: "test",
    });
    expect(error).toBe(null);
    const payload = await until("the broadcast", () => heard[0]);
    expect(Object.keys(payload).sort()).toEqual(["announcement", "channel", "component", "jws", "seq"]);
  });

  test("the public key, and updaters' views of files that were recorded", async () => {
    expect((await (await ask("updates/.well-known/keys")).json()).keys).toMatchObject([{
      kid: "test",
      x: key.x,
    }]);
    expect((await ask("updates/dashboard/live/tauri.json")).status).toBe(204);
    const { error } = await on.operator.schema("ship").rpc("record_artifacts", {
      component: "dashboard",
      build: Number((await on.sql`select build::int from ship.components where key = 'dashboard'`)[0]?.build),
      artifacts: [{
        target: "darwin-aarch64",
        url: "https://cdn.test/a.tar.gz",
        length: 10,
        sha256: "a".repeat(64),
        sha512: "b".repeat(128),
        signature: "c2ln",
        signature_type: "minisign",
      }],
    });
    expect(error).toBe(null);
    const answers = await Promise.all(
      ["tauri.json", "appcast.xml", "latest-mac.yml"].map((name) => ask(`updates/dashboard/live/${name}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await answers[0]?.json()).toMatchObject({
      platforms: { "darwin-aarch64": { signature: "c2ln" } },
    });
    expect((await ask("updates/nobody/live")).status).toBe(404);
  });
});
