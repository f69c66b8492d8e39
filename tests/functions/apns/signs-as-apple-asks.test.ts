import { decodeProtectedHeader, jwtVerify } from "jose";
import { createHash, createPublicKey, generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { createKeys } from "../../../functions/_shared/apns/key.ts";
import { createTakeToken } from "../../../functions/_shared/apns/provider-token.ts";
import type { SigningKey } from "../../../functions/_shared/apns/env.ts";
import type { ProviderTokens } from "../../../functions/_shared/control-plane/provider-tokens.ts";
import type { Configured } from "../../../functions/_shared/env/env.ts";
import { Clock } from "../support/clock.ts";
import { p8 } from "../support/project.ts";

const value = { keyId: "KEY1234567", teamId: "TEAM123456", p8 };
const find = createKeys({ default: { configured: true, value } });

type Answer = Awaited<ReturnType<ProviderTokens["take"]>>;

function tokens(answers: Answer[], store: (token: string) => boolean = () => true) {
  const clock = new Clock();
  const asked: (string | undefined)[] = [];
  const stored: string[] = [];
  const shared: ProviderTokens = {
    take: (_key, _team, refused) => {
      asked.push(refused);
      return Promise.resolve(answers.length > 1 ? answers.shift()! : answers[0]!);
    },
    store: (_key, _lease, token) => {
      stored.push(token);
      return Promise.resolve(store(token));
    },
  };
  const take = createTakeToken({ tokens: shared, sleep: (ms) => clock.sleep(ms) });
  return { take, clock, asked, stored };
}

const mint = { lease_token: "lease", issued_at: 1_790_000_000 };

test("ES256 with kid, iss and the iat of the database, nothing else", async () => {
  const { take, stored } = tokens([{ token: null, mint }]);
  const token = await take(await find("default", "production"));
  expect(decodeProtectedHeader(token)).toEqual({ alg: "ES256", kid: "KEY1234567" });
  const { payload } = await jwtVerify(token, createPublicKey(p8));
  expect(payload).toEqual({ iss: "TEAM123456", iat: 1_790_000_000 });
  expect(stored).toEqual([token]);
});

test("a shared token is used as it is: nothing is signed or stored", async () => {
  const { take, stored } = tokens([{ token: "shared", mint: null }]);
  expect(await take(await find("default", "production"))).toBe("shared");
  expect(stored).toEqual([]);
});

test("between 40 and 50 minutes the one who may mint does, although the old one still works", async () => {
  const { take, stored } = tokens([{ token: "old", mint }]);
  expect(await take(await find("default", "production"))).toBe(stored[0]);
});

test("while another worker mints, it waits and asks again", async () => {
  const { take, clock, asked } = tokens([{ token: null, mint: null }, { token: null, mint: null }, {
    token: "theirs",
    mint: null,
  }]);
  let token = "";
  take(await find("default", "production"), "refused").then((taken) => token = taken);
  await clock.until(() => token !== "");
  expect(token).toBe("theirs");
  // The refusal is reported once: twice could drop the successor.
  expect(asked).toEqual(["refused", undefined, undefined]);
  expect(clock.now).toBe(1_200);
});

test("a mint that came too late is thrown away for the winner's", async () => {
  const { take, clock } = tokens([{ token: null, mint }, { token: "winner", mint: null }], () => false);
  let token = "";
  take(await find("default", "production")).then((taken) => token = taken);
  await clock.until(() => token !== "");
  expect(token).toBe("winner");
});

test("waiting ends", async () => {
  const { take, clock } = tokens([{ token: null, mint: null }]);
  let code = "";
  take(await find("default", "production")).catch((error) => code = error.code);
  await clock.until(() => code !== "");
  expect(code).toBe("provider_token_unavailable");
  expect(clock.now).toBeLessThanOrEqual(11_000);
});

test("line breaks written as \\n are understood", async () => {
  const flat = createKeys({
    default: { configured: true, value: { ...value, p8: p8.replaceAll("\n", "\\n") } },
  });
  await expect((await flat("default", "production")).sign(1)).resolves.toMatch(/^ey/);
});

test.each<[string, Configured<SigningKey>, string, RegExp]>([
  [
    "absent",
    { configured: false, missing: ["APNS_KEY_ID", "APNS_TEAM_ID"] },
    "not_configured",
    /APNS_KEY_ID, APNS_TEAM_ID/,
  ],
  [
    "no P8",
    { configured: true, value: { ...value, p8: "-----BEGIN nonsense" } },
    "apns_key_invalid",
    /APNS_AUTH_KEY_P8/,
  ],
])("a key that is %s", async (_, key, code, message) => {
  const error = await createKeys({ default: key })("default", "production").catch((thrown) => thrown);
  expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
  expect(String(error)).not.toContain("nonsense");
});

test("a key by another name has to be set, too", async () => {
  await expect(find("other", "production")).rejects.toMatchObject({ code: "not_configured" });
});

test("a key that is named for one environment goes before the one for both", async () => {
  const own = { keyId: "SANDBOX123", teamId: value.teamId, p8: value.p8 };
  const keys = createKeys({
    default: { configured: true, value },
    "default:sandbox": { configured: true, value: own },
  });
  expect((await keys("default", "sandbox")).keyId).toBe("SANDBOX123");
  expect((await keys("default", "production")).keyId).toBe(value.keyId);
});

test("another key under the same id is told apart by a digest, however it was pasted, and never by the key", async () => {
  const digestOf = async (p8: string) =>
    (await createKeys({ default: { configured: true, value: { ...value, p8 } } })("default", "production"))
      .digest;
  const digests: (string | undefined)[] = [];
  const take = createTakeToken({
    tokens: {
      take: (_key, _team, _refused, digest) => {
        digests.push(digest);
        return Promise.resolve({ token: "shared", mint: null });
      },
      store: () => Promise.resolve(true),
    },
    sleep: () => Promise.resolve(),
  });
  await take(await find("default", "production"));
  expect(digests).toEqual([await digestOf(p8.replaceAll("\n", "\\n"))]);
  const seen = new Set(digests);
  for (let i = 0; i < 5; i++) {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const sha256 = createHash("sha256").update(pem.replace(/\s/g, "")).digest("hex");
    expect(await digestOf(pem)).toBe(sha256);
    seen.add(sha256);
  }
  expect(seen.size).toBe(6);
});
