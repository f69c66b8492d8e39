import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createVerifier } from "../../../clients/ts/src/signature.ts";
import { createBed } from "./support/bed.ts";
import { type FeedServer, offer, startFeedServer } from "./support/feed-server.ts";
import { createSigner, type Signer } from "./support/signer.ts";

let server: FeedServer;
let next: Signer;
let stranger: Signer;
beforeAll(async () => {
  server = await startFeedServer();
  [next, stranger] = await Promise.all([createSigner("key.2"), createSigner("key-1")]);
});
beforeEach(() => {
  server.signWith(server.signer);
  server.serve({ seq: 12, offers: [offer(101)] });
});
afterAll(() => server.stop());

test("each pinned key may sign: keys can be rotated", async () => {
  const publicKeys = [server.signer.publicKey, next.publicKey];
  const { updates } = createBed(server, { publicKeys });
  expect((await updates.refresh()).decision.build).toBe(101);
  server.signWith(next);
  server.serve({ seq: 13, offers: [offer(102)] });
  expect((await updates.refresh()).decision.build).toBe(102);
  server.signWith(stranger);
  server.serve({ seq: 14, offers: [offer(103)] });
  expect(await updates.refresh()).toMatchObject({ decision: { build: 102 }, problem: "feed_signature" });
});

test("a feed that an app brings itself needs its signature too", async () => {
  const { updates } = createBed(server, { publicKeys: [server.signer.publicKey] });
  const answer = await fetch(`${server.url}/functions/v1/updates/web/live`);
  const text = await answer.text();
  expect(await updates.apply(text)).toBe(false);
  expect(await updates.apply(`${text} `, answer.headers.get("x-slipway-signature") ?? "")).toBe(false);
  expect(await updates.apply(text, answer.headers.get("x-slipway-signature") ?? "")).toBe(true);
});

test("an older feed is refused, also with a good signature", async () => {
  const { updates } = createBed(server, { publicKeys: [server.signer.publicKey] });
  await updates.refresh();
  server.serve({ seq: 11, offers: [offer(109)] });
  expect(await updates.refresh()).toMatchObject({ decision: { build: 101 }, problem: "feed_old" });
});

describe("where the platform has no Ed25519, everything counts as unsigned:", () => {
  const text = "{}";
  test.each([
    ["no WebCrypto", undefined],
    ["a WebCrypto of before 2023", withoutEd25519()],
  ])("%s", async (_, subtle) => {
    const verifier = createVerifier([server.signer.publicKey], subtle);
    expect(await verifier.accepts(text, "")).toBe(true);
    expect(await verifier.claims(await server.signer.jws({}))).toBe(undefined);
  });

  test("with it, a key that is none opens nothing", async () => {
    const broken = { ...server.signer.publicKey, x: "AAAA" };
    const verifier = createVerifier([broken], crypto.subtle);
    expect(await verifier.accepts(text, await server.signer.header(text))).toBe(false);
    expect(await verifier.accepts(text, "")).toBe(false);
  });

  test("without pinned keys nothing is asked of a feed", async () => {
    expect(await createVerifier([], crypto.subtle).accepts(text, "")).toBe(true);
  });
});

describe("a compact JWS counts when a pinned key signed it with EdDSA, and else not:", () => {
  const claims = { seq: 13 };
  const verify = (token: unknown) => createVerifier([server.signer.publicKey], crypto.subtle).claims(token);

  test("a good one", async () => expect(await verify(await server.signer.jws(claims))).toEqual(claims));
  test.each<[string, () => Promise<unknown> | unknown]>([
    ["alg none", () => server.signer.jws(claims, { alg: "none" })],
    ["alg HS256", () => server.signer.jws(claims, { alg: "HS256" })],
    ["no alg", () => server.signer.jws(claims, { alg: undefined })],
    ["a header that has to be understood", () => server.signer.jws(claims, { crit: ["b64"], b64: false })],
    ["another key under the same kid", () => stranger.jws(claims)],
    ["a kid that is not pinned", () => next.jws(claims)],
    ["a kid that is no text", () => server.signer.jws(claims, { kid: 1 })],
    [
      "alg none without a signature",
      async () => (await server.signer.jws(claims, { alg: "none" })).replace(/\.[^.]*$/, "."),
    ],
    [
      "other claims",
      async () =>
        (await server.signer.jws(claims)).replace(/\..*\./, `.${btoa('{"seq":99}').replace(/=+$/, "")}.`),
    ],
    ["a fourth part", async () => `${await server.signer.jws(claims)}.AA`],
    ["no text", () => 12],
    ["nothing", () => undefined],
    ["garbage", () => "é.ü.ö"],
  ])("%s", async (_, token) => expect(await verify(await token())).toBe(undefined));
});

function withoutEd25519(): SubtleCrypto {
  const refuse = () => Promise.reject(new DOMException("Unrecognized name.", "NotSupportedError"));
  return new Proxy(crypto.subtle, {
    get: (target, name) => name === "importKey" ? vi.fn(refuse) : Reflect.get(target, name).bind(target),
  });
}
