import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { httpFetch } from "../../../../scripts/runtime.ts";
import { type Stack, startStack } from "../../../../scripts/stack/stack.ts";
import { createForeign, type Foreign, linkCommandInto } from "../../../support/foreign.ts";
import { until } from "../../../support/until.ts";

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

test("a copy sends nothing, not even when its functions are called, until a person adopts it", async () => {
  // every call is made by hand here, and doctor sees that nobody else makes one
  await stack.net.stop();
  expect(await diagnoses()).toMatchObject({ home: "ok", vault: "ok", wake: "fail" });
  await until(
    "home is known",
    async () => (await sql`select from ship.project where home_database is not null`).length > 0 || undefined,
  );
  await sql`insert into ship.components (key, label, name, kind, build, version) values ('docs', 'docs', 'Docs', 'web', 1, '1.0.0')`;
  await sql`update ship.components set build = 2 where key = 'docs'`;
  const claimed = async () => {
    const answer = await httpFetch(`${stack.info.api_url}/functions/v1/announce`, {
      method: "POST",
      headers: { apikey: stack.info.secret_key, "content-type": "application/json" },
      body: "{}",
    });
    return await answer.json();
  };
  // the functions say where they are at home, whatever the vault says
  await sql`update ship.project set home_url = 'https://production.test' where true`;
  expect(await claimed()).toEqual({ claimed: 0 });
  await sql`update ship.project set home_vault_url = 'https://production.test' where true`;
  expect(await repair()).toEqual({ code: 1, repaired: [], adopted: false, away: "vault_other" });
  expect((await at.run("status")).stdout).toContain("this is a copy of https://production.test");

  expect(await repair("--adopt", "restored from Monday's backup")).toEqual({
    code: 0,
    repaired: [],
    adopted: true,
    away: null,
  });
  const states = await sql`select distinct state, last_error from ship.deliveries`;
  expect([...states]).toEqual([{ state: "skipped", last_error: "project_adopted" }]);
  await sql`update ship.components set build = 3 where key = 'docs'`;
  expect(await claimed()).toEqual({ claimed: 2 });
}, 60_000);
