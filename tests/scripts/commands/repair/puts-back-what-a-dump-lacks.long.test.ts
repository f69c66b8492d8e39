import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Stack, startStack } from "../../../../scripts/stack/stack.ts";
import { createForeign, type Foreign, linkCommandInto } from "../../../support/foreign.ts";

let stack: Stack;
let sql: postgres.Sql;
let at: Foreign;
beforeAll(async () => {
  stack = await startStack();
  sql = postgres(stack.postgres.ownerUrl, { max: 1, onnotice: () => {} });
  at = await createForeign();
  await at.git("init", "--quiet", "--bare", join(at.home, "remote.git"));
  await at.git("remote", "add", "origin", join(at.home, "remote.git"));
  await linkCommandInto(at.root);
  await at.run("init", "--yes");
  await at.run("link", "--url", stack.info.api_url, { input: stack.info.secret_key });
});
afterAll(async () => {
  await at?.stop();
  await sql?.end();
  await stack?.stop();
});

async function diagnoses(): Promise<Record<string, string>> {
  const { stdout } = await at.run("doctor", "--json");
  const report: { diagnoses: { name: string; state: string }[] } = JSON.parse(stdout);
  return Object.fromEntries(report.diagnoses.map(({ name, state }) => [name, state]));
}

async function repair(...args: string[]) {
  const { code, stdout } = await at.run("repair", ...args, "--json");
  return { code, ...JSON.parse(stdout) };
}

test("a restore as postgres leaves no job and no secrets: doctor names both, repair puts them back, the way works again", async () => {
  expect(await diagnoses()).toMatchObject({ home: "ok", sweep: "ok", vault: "ok", wake: "ok", runs: "ok" });

  await sql`select cron.unschedule('slipway-sweep')`;
  await sql`delete from vault.secrets where true`;
  expect(await diagnoses()).toMatchObject({ sweep: "fail", vault: "fail", wake: "unknown" });
  expect((await at.run("status")).stdout).toContain("slipway repair");

  expect(await repair()).toEqual({ code: 0, repaired: ["job", "vault"], adopted: false, away: null });
  expect(await diagnoses()).toMatchObject({ sweep: "ok", vault: "ok", wake: "ok" });
  expect(await repair()).toMatchObject({ code: 0, repaired: [] });
});

test("a wrong token in the vault shows in the round trip, and is replaced", async () => {
  await sql`
    select vault.update_secret(id, ship_private.wake_token('sb_secret_of_another_project'))
    from vault.secrets where name = 'wake_token'`;
  expect(await diagnoses()).toMatchObject({ vault: "ok", wake: "fail" });
  expect(await repair()).toMatchObject({ code: 0, repaired: ["vault"] });
  expect(await diagnoses()).toMatchObject({ wake: "ok" });
});

test("a secret key that an earlier release put into the vault goes on to wake functions until a repair writes a wake token", async () => {
  await sql`delete from vault.secrets where name = 'wake_token'`;
  await sql`select vault.create_secret(${stack.info.secret_key}, 'secret_key')`;
  expect(await diagnoses()).toMatchObject({ vault: "fail", wake: "ok" });
  expect(await repair()).toMatchObject({ code: 0, repaired: ["vault"] });
  expect(await diagnoses()).toMatchObject({ vault: "ok", wake: "ok" });
});
