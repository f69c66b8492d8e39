import { expect, test } from "vitest";
import { openKeyYard } from "../../support/key-yard.ts";
import { codes, events, useShipyardOfItsOwn } from "../../support/shipyard.ts";

const yard = useShipyardOfItsOwn();
const first = "first-partner-0123456789abcdef0123456789";
const second = "second-partner-0123456789abcdef012345678";

test(
  "a list that is not the one that the project has is not written over",
  { timeout: 200_000 },
  async () => {
    const at = await openKeyYard(yard(), { ingest: { kind: "secret-list", secret: "INGEST_KEYS" } });
    const rotate = (value: string | undefined, ...args: string[]) =>
      at.repo.run("keys", "rotate", "ingest", "--json", ...args, {
        env: { ...at.env, ...value === undefined ? {} : { INGEST_KEYS: value } },
      });
    at.api.secretNames.add("INGEST_KEYS");
    at.api.secretValues.set("INGEST_KEYS", `${first},${second}`);

    expect(codes(await rotate(first))).toEqual(["secret_list_stale"]);
    expect(codes(await rotate(undefined))).toEqual(["secret_value_unknown"]);
    expect((await yard().sql`select from ship.key_rotations`).length, "nothing was begun").toBe(0);

    const added = await rotate(`${first},${second}`, "--to-step", "add");
    expect(added.code, added.stderr).toBe(0);
    const [, , third, ...more] = at.api.secretValues.get("INGEST_KEYS")?.split(",") ?? [];
    expect(more).toEqual([]);
    expect(third).toMatch(/^[0-9a-f]{64}$/);
    expect(at.api.secretValues.get("INGEST_KEYS")).toBe(`${first},${second},${third}`);
    for (const key of [first, third ?? ""]) expect(added.stdout + added.stderr).not.toContain(key);

    // somebody takes a partner out meanwhile
    at.api.secretValues.set("INGEST_KEYS", `${first},${third}`);
    for (let n = 0; n < 4; n++) await rotate(first, "--confirm");
    await at.age("26 hours");
    expect(codes(await rotate(`${first},${second}`, "--resume", "--yes"))).toEqual(["secret_list_stale"]);
    const done = await rotate(first, "--resume", "--yes");
    expect(events(done)[0], done.stderr).toMatchObject({ rotation: { outcome: "done" } });
    expect(at.api.secretValues.get("INGEST_KEYS")).toBe(third);
  },
);

test("what is unknown, contradicts itself or was not begun is refused before anything is made", async () => {
  const at = await openKeyYard(yard(), { app: { kind: "supabase-publishable" } });
  const refusal = async (...args: string[]) => {
    const outcome = await at.run(...args, "--json");
    return [outcome.code, ...codes(outcome)];
  };
  expect(await refusal("rotate", "nobody")).toEqual([2, "key_unknown"]);
  expect(await refusal("rotate", "app", "--resume")).toEqual([5, "rotation_none"]);
  expect(await refusal("rotate", "app", "--abandon")).toEqual([2, "reason_missing"]);
  expect(await refusal("rotate", "app", "--incident", "--resume", "--reason", "x")).toEqual([
    2,
    "options_conflict",
  ]);
  at.env.SUPABASE_ACCESS_TOKEN = "";
  expect(await refusal("rotate", "app")).toEqual([4, "management_login_missing"]);
  at.env.SUPABASE_ACCESS_TOKEN = `sbp_${"0".repeat(40)}`;
  expect(await refusal("rotate", "app")).toEqual([4, "management_refused"]);
  expect(at.api.apiKeys).toHaveLength(1);

  at.env.SUPABASE_ACCESS_TOKEN = at.api.accessToken;
  const plan = await at.run("rotate", "app", "--dry-run", "--json");
  expect(plan.code, plan.stderr).toBe(0);
  expect(events(plan)[0]).toMatchObject({
    steps: expect.arrayContaining([{ step: "remove", what: expect.stringContaining("deletes") }]),
  });
  expect(at.api.apiKeys).toHaveLength(1);
  expect((await yard().sql`select from ship.key_rotations`).length).toBe(0);

  expect((await at.run("rotate", "app", "--to-step", "generate")).code).toBe(0);
  const given = await at.run("rotate", "app", "--abandon", "--reason", "another day", "--json");
  expect(events(given)[0], given.stderr).toMatchObject({ rotation: { outcome: "abandoned" } });
  expect((await at.run("list", "--record", "--json")).stdout).toContain('"due_at":"2');
  expect((await at.run("usage")).code).toBe(0);
});

test("a key that the platform has under no such name is not rotated: the one that is meant would stay", async () => {
  const at = await openKeyYard(yard(), { app: { kind: "supabase-publishable", api_key: "defualt" } });
  const refused = await at.run("rotate", "app", "--incident", "--reason", "it leaked", "--json");
  expect([refused.code, ...codes(refused)], refused.stderr).toEqual([5, "api_key_unknown"]);
  expect(refused.stdout).toContain("default");
  expect(at.api.apiKeys).toHaveLength(1);
  expect((await yard().sql`select from ship.key_rotations`).length, "nothing was begun").toBe(0);
});

test("a command of the team takes the place of no key that only a person can make", async () => {
  const at = await openKeyYard(yard(), {
    push: { kind: "apns", team_id: "TEAM123456", steps: { generate: { run: "true" } } },
  });
  const begun = await at.run("rotate", "push", "--yes", "--json");
  expect(begun.code, begun.stderr).toBe(0);
  expect(events(begun).at(-1)).toMatchObject({ waiting: { waits: "generate" } });
});

test("a key of APNS_KEYS is not rotated: all apps that sign with the default one would sign with it", async () => {
  const at = await openKeyYard(yard(), { push: { kind: "apns", team_id: "TEAM123456", component: "ios" } });
  const manifest = await at.repo.read("version.json");
  await at.repo.write("version.json", manifest.replace('"apns": {', '"apns": {\n        "key": "second",'));
  const refused = await at.run("rotate", "push", "--json");
  expect([refused.code, ...codes(refused)], refused.stderr).toEqual([5, "apns_key_named"]);
  expect((await yard().sql`select from ship.key_rotations`).length, "nothing was begun").toBe(0);
});
