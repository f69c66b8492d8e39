import { importPKCS8, SignJWT } from "jose";
import { expect, test } from "vitest";
import { httpFetch, now } from "../../../../scripts/runtime.ts";
import { appId, issuerId, keyId, startTestStore, type TestStore } from "../../../support/fastlane/store.ts";

const seconds = () => Math.floor(now() / 1000);

async function ask(
  on: TestStore,
  claims: Record<string, unknown>,
  header: Record<string, unknown> = {},
  path = `/v1/apps/${appId}`,
) {
  const token = await new SignJWT({
    aud: "appstoreconnect-v1",
    iss: issuerId,
    iat: seconds(),
    exp: seconds() + 600,
    ...claims,
  })
    .setProtectedHeader({ alg: "ES256", kid: keyId, typ: "JWT", ...header })
    .sign(await importPKCS8(on.p8, "ES256"));
  const answer = await httpFetch(`${on.store.apiUrl}${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  await answer.body?.cancel();
  return answer.status;
}

test.each<[string, Record<string, unknown>, Record<string, unknown>?]>([
  ["a life of more than 20 minutes", { exp: seconds() + 1300 }],
  ["a token that has expired", { iat: seconds() - 700, exp: seconds() - 100 }],
  ["a token from the future", { iat: seconds() + 200 }],
  ["another audience", { aud: "appstoreconnect-v2" }],
  ["another issuer", { iss: "someone" }],
  ["a team's key that claims to be a person", { sub: "user" }],
  ["a token without an issue time", { iat: undefined }],
  ["claims nobody knows", { admin: true }],
  ["a token limited to other calls", { scope: ["GET /v1/builds"] }],
  ["another key id", {}, { kid: "OTHER12345" }],
  ["no type", {}, { typ: undefined }],
])("refuses %s", async (_name, claims, header) => {
  expect(await ask(await startTestStore(), claims, header)).toBe(401);
});

test("takes exactly 20 minutes, and a token limited to this call", async () => {
  const on = await startTestStore();
  expect(await ask(on, { exp: seconds() + 1200, iat: seconds() })).toBe(200);
  expect(await ask(on, { scope: [`GET /v1/apps/${appId}`] })).toBe(200);
});

test.each([
  ["/v1/builds", 400],
  [`/v1/builds?filter[app]=${appId}&filter[state]=VALID`, 400],
  [`/v1/builds?filter[app]=${appId}&limit=201`, 400],
  [`/v1/builds?filter[app]=${appId}&include=app`, 400],
  [`/v1/builds?filter[app]=${appId}`, 200],
  ["/v1/apps/999", 404],
  ["/v1/users", 404],
])("%s: %i", async (path, status) => {
  expect(await ask(await startTestStore(), {}, {}, path)).toBe(status);
});

test("a number that is taken is refused, or made the next free one where Xcode may change it", async () => {
  const on = await startTestStore();
  await on.upload(114);
  await expect(on.upload(114)).rejects.toThrow("ITMS-90189");
  await on.upload(114, { auto_increment: true });
  await expect(on.upload(115)).rejects.toThrow("ITMS-90189");
  await on.upload(115, { version: "1.1" });
});
