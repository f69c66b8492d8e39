import { decodeProtectedHeader, importJWK, jwtVerify } from "jose";
import { expect, test } from "vitest";
import { z } from "zod";
import {
  broadcastClaimsSchema,
  broadcastSchema,
  offerBroadcastSchema,
  policyBroadcastSchema,
} from "../../../functions/_shared/contract/wire.ts";
import { announce } from "../../../functions/announce/index.ts";
import { Project } from "../support/project.ts";
import { wake } from "../support/requests.ts";
import { announcement, chat, delivery } from "../support/rows.ts";
import { keySet, signingKey } from "../support/signing.ts";

const key = await signingKey("2026-11");
const other = await signingKey("2026-11");
const publicKey = importJWK({ kty: key.kty, crv: key.crv, x: key.x }, "EdDSA");
const salt = "3f0c1e0e-6a2b-4d5f-9a1b-0c0d0e0f1011";
const message = z.object({
  messages: z.tuple([z.looseObject({ payload: z.looseObject({ jws: z.string() }) })]),
});

async function signed(more: Record<string, unknown>) {
  const project = new Project();
  project.env.SLIPWAY_SIGNING_KEYS = keySet(key);
  project.hasDue([delivery(more)]);
  await project.serve(announce)(wake());
  await project.settled();
  return message.parse(project.broadcasts[0]?.body).messages[0].payload;
}

const options = { currentDate: new Date("2026-11-21T12:00:00Z"), algorithms: ["EdDSA"] };

test("every event carries a compact JWS that jose verifies with the public half, and with no other", async () => {
  const { jws } = await signed({});
  expect(decodeProtectedHeader(jws)).toEqual({ alg: "EdDSA", kid: "2026-11", typ: "JWT" });
  await jwtVerify(jws, await publicKey, options);
  const { kty, crv, x } = other;
  await expect(jwtVerify(jws, await importJWK({ kty, crv, x }, "EdDSA"), options)).rejects.toThrow();
});

test.each<[Record<string, unknown>, Record<string, unknown>, z.ZodObject]>([
  [{}, { event: "build-available", channel: "live", build: 131, bps: 10_000, salt: null }, broadcastSchema],
  [
    { event: "build-offered", channel: "beta", bps: 500, salt },
    { event: "build-offered", channel: "beta", build: 131, bps: 500, salt },
    offerBroadcastSchema,
  ],
  [
    { event: "policy-changed", bps: 10_000 },
    { event: "policy-changed", channel: "live", build: 131, bps: 10_000, salt: null },
    policyBroadcastSchema,
  ],
])("%o: the claims are all that a client acts on, for a day", async (more, claims, shape) => {
  const payload = await signed(more);
  const verified = await jwtVerify(payload.jws, await publicKey, options);
  const iat = Date.parse("2026-11-21T10:00:17Z") / 1_000;
  expect(broadcastClaimsSchema.strict().parse(verified.payload)).toEqual({
    announcement,
    seq: 12,
    component: "ios",
    ...claims,
    iat,
    exp: iat + 86_400,
  });
  expect(shape.strict().parse(payload)).toEqual(payload);
});

test("a key whose halves do not belong together keeps the broadcast for later, and the chat hears", async () => {
  const project = new Project();
  project.env.SLIPWAY_SIGNING_KEYS = keySet({ ...key, x: other.x });
  project.hasDue([delivery(), chat({ id: 2 })]);
  await project.serve(announce)(wake());
  await project.settled();
  expect(project.broadcasts).toEqual([]);
  expect(project.messages).toHaveLength(1);
  expect(project.logged("delivery_retry")).toMatchObject([{
    transport: "broadcast",
    cause: "signing_key_invalid",
  }]);
});
