import { beforeAll, expect, test } from "vitest";
import { announce } from "../../../functions/announce/index.ts";
import { updates } from "../../../functions/updates/index.ts";
import { Project } from "../support/project.ts";
import { get, refusal, wake } from "../support/requests.ts";
import { feed } from "../support/rows.ts";
import { isSigned, keySet, signingKey } from "../support/signing.ts";

let key: Awaited<ReturnType<typeof signingKey>>;
let old: typeof key;
beforeAll(async () => {
  [key, old] = await Promise.all([signingKey("new"), signingKey("old")]);
});

function serving(keys: string) {
  const project = new Project();
  project.env.SLIPWAY_SIGNING_KEYS = keys;
  project.rpc.update_feed = () => feed();
  return { project, handle: project.serve(updates) };
}

test("the first key signs the bytes of the body", async () => {
  const { handle } = serving(keySet(key, old));
  const response = await handle(get("updates/ios/live"));
  const header = response.headers.get("x-slipway-signature");
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect(header).toMatch(/^new\.[A-Za-z0-9_-]{86}$/);
  expect(await isSigned(header, bytes, key)).toBe(true);
  expect(await isSigned(header, bytes, { ...old, kid: "new" })).toBe(false);
  bytes[0] = 32;
  expect(await isSigned(header, bytes, key)).toBe(false);
});

test("304 and HEAD carry the signature of what they stand for", async () => {
  const { handle } = serving(keySet(key));
  const whole = await handle(get("updates/ios/live?seq=12"));
  const etag = whole.headers.get("etag") ?? "";
  for (const init of [{ method: "HEAD" }, { headers: { "if-none-match": etag } }]) {
    const { headers } = await handle(get("updates/ios/live?seq=12", init));
    expect(headers.get("x-slipway-signature")).toBe(whole.headers.get("x-slipway-signature"));
  }
});

test("public halves are listed for whoever verifies, those of earlier keys too, secret ones never", async () => {
  const { d: _, ...open } = old;
  const { project, handle } = serving(keySet({ ...key, ...{ alg: "EdDSA", use: "sig" } }, open));
  const response = await handle(get("updates/.well-known/keys"));
  expect(response.headers.get("content-type")).toBe("application/jwk-set+json");
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  expect(response.headers.get("etag")).toMatch(/^"[0-9a-f]{64}"$/);
  expect(await response.json()).toEqual({
    keys: [key, old].map(({ kid, x }) => ({ kty: "OKP", crv: "Ed25519", kid, x, use: "sig", alg: "EdDSA" })),
  });
  expect(project.calls).toEqual([]);
});

test("without keys the list is empty", async () => {
  const { handle } = serving("");
  expect(await (await handle(get("updates/.well-known/keys"))).json()).toEqual({ keys: [] });
});

const cases: [string, () => string, string][] = [
  ["no JSON", () => "secret text", ""],
  ["a key alone", () => JSON.stringify(key), ""],
  ["an empty set", () => keySet(), " (entry 1)"],
  ["a first key without its secret half", () => keySet({ ...key, d: undefined }, old), " (entry 1)"],
  ["another curve", () => keySet(key, { ...old, crv: "P-256" }), " (entry 2)"],
  ["a key without a name", () => keySet({ ...key, kid: undefined }), " (entry 1)"],
  ["a name with a dot", () => keySet({ ...key, kid: "a.b" }), " (entry 1)"],
  ["a secret half that is too short", () => keySet({ ...key, d: "AAAA" }), " (entry 1)"],
  [
    "two bad keys",
    () => keySet({ ...key, x: "A" }, { ...old, x: "A" }),
    " (entry 1), SLIPWAY_SIGNING_KEYS is malformed (entry 2)",
  ],
  ["the same name twice", () => keySet(key, { ...old, kid: "new" }), ""],
];

test.each(cases)(
  "%s is named at once by every function that signs, and not quoted",
  async (_, keys, entry) => {
    for (const [endpoint, request] of [[updates, get("updates/ios/live")], [announce, wake()]] as const) {
      const project = new Project();
      project.env.SLIPWAY_SIGNING_KEYS = keys();
      const response = await project.serve(endpoint)(request);
      const { code, message } = await response.json();
      expect([response.status, code]).toEqual([500, "environment_invalid"]);
      expect(message).toContain(`SLIPWAY_SIGNING_KEYS is malformed${entry}.`);
      expect(message + project.lines.join()).not.toContain(key.d);
      expect(message + project.lines.join()).not.toContain("secret text");
    }
  },
);

test("halves that do not belong together are refused by name, before anybody relies on them", async () => {
  const { project, handle } = serving(keySet({ ...key, x: old.x }));
  const response = await handle(get("updates/ios/live"));
  const text = await response.clone().text();
  expect(await refusal(response)).toMatchObject({ status: 500, code: "signing_key_invalid" });
  expect(text).toContain("new");
  expect(text + project.lines.join()).not.toContain(key.d);
});
