import { decodeJwt, decodeProtectedHeader } from "jose";
import { afterEach, describe, expect, test, vi } from "vitest";
import { mask } from "../../../scripts/cli/mask.ts";
import { connectStore } from "../../../scripts/app-store/app-store-connect.ts";
import { readStoreCredential } from "../../../scripts/app-store/credentials.ts";
import { createTokens } from "../../../scripts/app-store/token.ts";
import { appId, issuerId, keyId, startTestStore } from "../../support/fastlane/store.ts";

afterEach(() => vi.unstubAllEnvs());
const exportAll = (env: Record<string, string>) => {
  for (const name of ["ASC_KEY_ID", "ASC_ISSUER_ID", "ASC_KEY_P8", "ASC_KEY_P8_PATH", "ASC_API_URL"]) {
    vi.stubEnv(name, "");
  }
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
};

describe("a token", () => {
  test("of a team names its issuer, of a person itself; neither lasts longer than 20 minutes", async () => {
    const { p8 } = await startTestStore();
    const clock = () => 1_800_000_000_500;
    for (const issuer of [issuerId, undefined]) {
      const token = await createTokens({ keyId, issuerId: issuer, p8, apiUrl: "" }, clock)();
      expect(decodeProtectedHeader(token)).toEqual({ alg: "ES256", kid: keyId, typ: "JWT" });
      const { iat = 0, exp = 0, ...claims } = decodeJwt(token);
      expect(claims).toEqual({ aud: "appstoreconnect-v1", ...issuer ? { iss: issuer } : { sub: "user" } });
      expect(iat).toBe(1_800_000_000 - 60);
      expect(exp - iat).toBeLessThanOrEqual(1200);
      expect(exp).toBeGreaterThan(1_800_000_000 + 600);
    }
  });

  test("is used for ten minutes, and never until it is too old", async () => {
    const { p8 } = await startTestStore();
    let seconds = 1_800_000_000;
    const next = createTokens({ keyId, issuerId, p8, apiUrl: "" }, () => seconds * 1000);
    const first = await next();
    seconds += 599;
    expect(await next()).toBe(first);
    seconds += 1;
    expect(await next()).not.toBe(first);
  });
});

describe("the stand-in takes", () => {
  test.each([["a team's key", true], ["an individual key", false]])("%s", async (_name, isTeam) => {
    const { env } = await startTestStore({ isTeam });
    exportAll(env);
    expect(await connectStore(await readStoreCredential()).checkApp(appId)).toBe("test.example.helper");
  });

  test.each([
    ["another issuer", { ASC_ISSUER_ID: "69a6de70-1111-47e3-e053-5b8c7c11a4d1" }],
    ["a team's key without its issuer", { ASC_ISSUER_ID: "" }],
    ["another key id", { ASC_KEY_ID: "OTHER12345" }],
  ])("%s: refused, exit 4", async (_name, wrong) => {
    const { env, calls } = await startTestStore();
    exportAll({ ...env, ...wrong });
    const store = connectStore(await readStoreCredential());
    await expect(store.checkApp(appId)).rejects.toMatchObject({
      code: "store_credential_refused",
      exitCode: 4,
    });
    expect((await calls()).map(({ status }) => status)).toEqual([401]);
  });

  test("a key of somebody else: refused", async () => {
    const [own, other] = await Promise.all([startTestStore(), startTestStore()]);
    exportAll({ ...own.env, ASC_KEY_P8: other.p8 });
    await expect(connectStore(await readStoreCredential()).checkApp(appId)).rejects.toMatchObject({
      exitCode: 4,
    });
  });
});

describe("the credential", () => {
  test("promise 62: everything missing is named at once, exit 4", async () => {
    exportAll({});
    await expect(readStoreCredential()).rejects.toMatchObject({
      code: "store_credential_missing",
      exitCode: 4,
      message: expect.stringMatching(/ASC_KEY_ID.*ASC_KEY_P8 or ASC_KEY_P8_PATH/),
    });
  });

  test("may be a path; a file that is not there, and a text that is no key, are named", async () => {
    const { env, p8 } = await startTestStore();
    const path = await Deno.makeTempFile();
    await Deno.writeTextFile(path, p8);
    exportAll({ ...env, ASC_KEY_P8: "", ASC_KEY_P8_PATH: path });
    expect((await readStoreCredential()).p8).toBe(p8.trim());
    await Deno.remove(path);
    await expect(readStoreCredential()).rejects.toMatchObject({
      code: "store_credential_unreadable",
      exitCode: 4,
    });
    exportAll({ ...env, ASC_KEY_P8: "not a key at all" });
    const store = connectStore(await readStoreCredential());
    await expect(store.checkApp(appId)).rejects.toMatchObject({ code: "store_key_invalid", exitCode: 4 });
  });

  test("pasted with \\n for its line breaks it works as well, and is hidden in all output", async () => {
    const { env, p8 } = await startTestStore();
    exportAll({ ...env, ASC_KEY_P8: p8.replaceAll("\n", "\\n") });
    const credential = await readStoreCredential();
    expect(await connectStore(credential).checkApp(appId)).toBe("test.example.helper");
    expect(mask.apply(`it is ${p8.split("\n")[1]}`)).toBe("it is ***");
  });
});
