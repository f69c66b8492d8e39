import { afterAll, beforeEach, expect, test } from "vitest";
import { nowS, sign, startProvider } from "./provider.ts";

const { push, set, control, reconnect, stop } = await startProvider();
afterAll(stop);
beforeEach(async () => {
  reconnect();
  await control("DELETE");
});

const reasonFor = async (jwt: string) => (await push({ headers: { authorization: `bearer ${jwt}` } })).reason;

test.each([
  ["signed by a stranger", { isStranger: true }, "InvalidProviderToken"],
  ["of another key id", { kid: "KEY7654321" }, "InvalidProviderToken"],
  ["of another team", { iss: "TEAM654321" }, "InvalidProviderToken"],
  ["without a whole iat", { iat: `${nowS()}` }, "InvalidProviderToken"],
  ["with iat in milliseconds", { iat: nowS() * 1000 }, "InvalidProviderToken"],
  ["from the future", { iat: nowS() + 120 }, "InvalidProviderToken"],
  ["an hour and a bit old", { iat: nowS() - 3660 }, "ExpiredProviderToken"],
  ["just under an hour old", { iat: nowS() - 3540 }, null],
  ["from a clock that is a little ahead", { iat: nowS() + 30 }, null],
])("verifies a token %s", async (_name, claims, reason) => {
  expect(await reasonFor(await sign(claims))).toBe(reason);
});

test("refuses a token whose claims were changed after signing", async () => {
  const [header, , signature] = (await sign()).split(".");
  const claims = btoa(JSON.stringify({ iss: "TEAM123456", iat: nowS() - 60 })).replaceAll("=", "");
  expect(await reasonFor(`${header}.${claims}.${signature}`)).toBe("InvalidProviderToken");
});

test("refuses an unsigned token", async () => {
  const part = (value: unknown) => btoa(JSON.stringify(value)).replaceAll("=", "");
  const unsigned = `${part({ alg: "none", kid: "KEY1234567" })}.${
    part({ iss: "TEAM123456", iat: nowS() })
  }.AA`;
  expect(await reasonFor(unsigned)).toBe("InvalidProviderToken");
});

test("reads age by its own clock, which can be set off", async () => {
  const jwt = await sign();
  expect(await reasonFor(jwt)).toBeNull();
  await set({ clock_offset_s: 3700 });
  expect(await reasonFor(jwt)).toBe("ExpiredProviderToken");
  await set({ clock_offset_s: -3700 });
  expect(await reasonFor(jwt)).toBe("InvalidProviderToken");
});

test("refuses a token renewed within 20 minutes on the same connection, not on another", async () => {
  const older = await sign({ iat: nowS() - 1190 });
  const newer = await sign();
  expect(await reasonFor(older)).toBeNull();
  const answer = await push({ headers: { authorization: `bearer ${newer}` } });
  expect([answer.status, answer.reason]).toEqual([429, "TooManyProviderTokenUpdates"]);
  expect(await reasonFor(older)).toBeNull();
  reconnect();
  expect(await reasonFor(newer)).toBeNull();
});

test("accepts a renewal after 20 minutes, and what is still under way with the older token", async () => {
  const older = await sign({ iat: nowS() - 2400 });
  const newer = await sign();
  expect(await reasonFor(older)).toBeNull();
  expect(await reasonFor(newer)).toBeNull();
  expect(await reasonFor(older)).toBeNull();
});

test("accepts a fresh token after an expired one on the same connection", async () => {
  expect(await reasonFor(await sign({ iat: nowS() - 3700 }))).toBe("ExpiredProviderToken");
  expect(await reasonFor(await sign())).toBeNull();
});
