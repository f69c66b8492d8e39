import { afterAll, beforeAll, expect, test } from "vitest";
import { httpFetch } from "../../scripts/runtime.ts";
import { type LoadedStack, startLoadedStack } from "../support/loaded-stack.ts";

let on: LoadedStack;
beforeAll(async () => {
  on = await startLoadedStack({ devices: 5 });
});
afterAll(() => on.stop());

const call = (name: string, method: string, headers: Record<string, string>, body?: string) =>
  httpFetch(`${on.info.api_url}/functions/v1/${name}`, { method, headers, body });

/** Status and stable code of a refusal; also proves that it shows no key and no stack. */
async function refusal(answer: Response): Promise<[number, string]> {
  const text = await answer.text();
  for (const secret of [on.info.secret_key, on.info.notify_secret, "    at ", "file://", "ab".repeat(32)]) {
    expect(text).not.toContain(secret);
  }
  const { code, message } = JSON.parse(text);
  expect(message).toEqual(expect.any(String));
  return [answer.status, code];
}

test("a wrong, missing or foreign credential is 401 at every door: nothing is claimed, nothing is sent", async () => {
  await on.control(on.info.net.control_url, "PUT", { drop: "all" });
  await on.move();
  const doors: [string, Record<string, string>][] = [
    ["announce", {}],
    ["announce", { apikey: "sb_secret_wrong" }],
    ["announce", { apikey: on.info.publishable_key }],
    ["announce", { authorization: `Bearer ${on.info.notify_secret}` }],
    ["push", {}],
    ["push", { apikey: on.info.publishable_key }],
    ["push", { authorization: `Bearer ${on.info.secret_key}` }],
    ["devices", {}],
    ["devices", { apikey: "sb_publishable_wrong" }],
  ];
  for (const [name, headers] of doors) {
    const [status, code] = await refusal(await call(name, "POST", headers, "{}"));
    expect([name, status]).toEqual([name, 401]);
    expect(code).toMatch(/^[a-z][a-z_]+$/);
  }
  const open = await on.sql`select state, attempt_count from ship.deliveries`;
  expect(open).toHaveLength(3);
  for (const row of open) expect(row).toEqual({ state: "pending", attempt_count: 0 });
  expect((await on.apns()).requests).toBe(0);
  expect(await on.messages()).toEqual([]);
});

test("the token in the vault wakes announce and push, and opens nothing else", async () => {
  const [vault] = await on.sql`
    select wake_token as token from ship_private.read_vault()`;
  const token: string = vault?.token;
  for (const name of ["announce", "push"]) {
    const answer = await call(name, "POST", { "x-slipway-token": token });
    await answer.body?.cancel();
    expect([name, answer.status]).toEqual([name, 202]);
  }
  for (
    const [name, headers] of [["devices", { apikey: token }], ["notify-ios-build", {
      authorization: `Bearer ${token}`,
    }]] as const
  ) {
    expect([name, ...await refusal(await call(name, "POST", headers, "{}"))]).toEqual([
      name,
      403,
      "wake_token_only_wakes",
    ]);
  }
  for (const path of ["/rest/v1/rpc/ship_status", "/realtime/v1/api/broadcast"]) {
    const headers = { apikey: token, "content-profile": "ship", "content-type": "application/json" };
    const answer = await httpFetch(`${on.info.api_url}${path}`, { method: "POST", headers, body: "{}" });
    await answer.body?.cancel();
    expect([path, answer.status]).toEqual([path, 401]);
  }
});

test("a body that is not what the devices function takes is 4xx with a stable code, and nothing is stored", async () => {
  const good = { component: "ios", token: "ab".repeat(32), environment: "production" };
  const json = { apikey: on.info.publishable_key, "content-type": "application/json" };
  const bodies: [string, Record<string, string>, number][] = [
    ["{", json, 400],
    ["", json, 400],
    [JSON.stringify(good), { ...json, "content-type": "text/plain" }, 415],
    [JSON.stringify({ ...good, locale: "x".repeat(70_000) }), json, 413],
    [JSON.stringify([good]), json, 422],
    [JSON.stringify({ ...good, surprise: 1 }), json, 422],
    [JSON.stringify({ ...good, token: "no hex" }), json, 422],
    [JSON.stringify({ ...good, token: "abc" }), json, 422],
    [JSON.stringify({ ...good, token: "" }), json, 422],
    [JSON.stringify({ ...good, component: "android-app" }), json, 422],
    [JSON.stringify({ ...good, topic: "com.stranger.app" }), json, 422],
    [JSON.stringify({ ...good, environment: "development" }), json, 422],
    ...["130", -1, null, 2 ** 53, 1.5].map((installed_build): [string, Record<string, string>, number] => [
      JSON.stringify({ ...good, installed_build }),
      json,
      422,
    ]),
  ];
  for (const [body, headers, expected] of bodies) {
    const [status, code] = await refusal(await call("devices", "POST", headers, body));
    expect([body.slice(0, 80), status]).toEqual([body.slice(0, 80), expected]);
    expect(code).toMatch(/^[a-z][a-z_]+$/);
  }
  const [stored] = await on.sql`select count(*)::int as devices from ship.device_push_tokens`;
  expect(stored?.devices).toBe(5);
});

test("a wrong method is 405 and says which are right", async () => {
  for (
    const [name, method] of [["announce", "GET"], ["manifest", "POST"], ["ios", "DELETE"], ["devices", "GET"]]
  ) {
    const answer = await call(name ?? "", method ?? "", { apikey: on.info.secret_key });
    expect([name, answer.status]).toEqual([name, 405]);
    expect(answer.headers.get("allow")).toMatch(/[A-Z]+/);
    await answer.body?.cancel();
  }
});

test("a manifest with builds that are none is refused whole, naming each", async () => {
  const component = { name: "X", kind: "web" };
  const manifest = {
    name: "Bad",
    components: {
      text: { ...component, build: "7" },
      negative: { ...component, build: -1 },
      nothing: { ...component, build: null },
      large: { ...component, build: 2 ** 53 },
      good: { ...component, build: 1 },
    },
  };
  const { error, status } = await on.operator.schema("ship").rpc("sync_manifest", { manifest });
  expect([status, error?.message]).toEqual([422, "manifest_invalid"]);
  for (const key of ["text", "negative", "nothing", "large"]) {
    expect(error?.details).toContain(`${key}: build`);
  }
  const [count] = await on.sql`select count(*)::int as components from ship.components`;
  expect(count?.components).toBe(9);
});

test("a stranger with the publishable key can neither read devices nor fill the table", async () => {
  const denied = await on.app.schema("ship").from("device_push_tokens").select("token");
  expect(denied.error?.code).toBe("42501");
  await on.sql`update ship.push_policy set new_devices_per_minute = 60 where is_only_row`;
  const statuses: number[] = [];
  for (let n = 0; n < 130; n++) {
    const token = n.toString(16).padStart(64, "0");
    const answer = await call(
      "devices",
      "POST",
      {
        apikey: on.info.publishable_key,
        "content-type": "application/json",
        "x-forwarded-for": `203.0.113.${n % 250}`,
      },
      JSON.stringify({ component: "ios", token, environment: "production" }),
    );
    statuses.push(answer.status);
    if (answer.status === 429) expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    await answer.body?.cancel();
  }
  // 60 a minute, and the minute may turn once on the way
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(10);
  expect(statuses.filter((status) => ![200, 429].includes(status))).toEqual([]);
  const statusOf = async (token: string) => {
    const headers = { apikey: on.info.publishable_key, "content-type": "application/json" };
    const body = JSON.stringify({
      component: "ios",
      token: token.padStart(64, "0"),
      environment: "production",
    });
    const answer = await call("devices", "POST", headers, body);
    await answer.body?.cancel();
    return answer.status;
  };
  // known or not, the answer is the same; should the minute turn between the two, the next pair is within one
  const pair = async () => [await statusOf("0"), await statusOf("ffff")];
  const [known, unknown] = await pair();
  if (known !== unknown) expect((await pair()).every((status, _, all) => status === all[0])).toBe(true);
  const [limited] = await on.sql`
    select max(new_device_count)::int as most from ship_private.registration_windows`;
  expect(limited?.most).toBeLessThanOrEqual(60);
  const [counted] = await on.sql`select (ship.adoption('ios') #>> '{refused,hour}')::int as refused`;
  expect(counted?.refused).toBeGreaterThanOrEqual(statuses.filter((status) => status === 429).length);
});
