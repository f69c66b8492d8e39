import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Postgres, startPostgres } from "../../../../scripts/stack/postgres/start-postgres.ts";

let database: Postgres;
let sql: postgres.Sql;
beforeAll(async () => {
  database = await startPostgres();
  sql = postgres(database.ownerUrl, { max: 2, onnotice: () => {} });
  await sql`create extension supabase_vault with schema vault`;
});
afterAll(async () => {
  await sql.end();
  await database.stop();
});

test("a secret is stored in no readable form and read back whole", async () => {
  const secret = "sb_secret_ä€ that is longer than the thirty-two bytes of one block";
  const [{ id }] = await sql`select vault.create_secret(${secret}, 'secret_key', 'a note') as id`;
  const [row] = await sql`select * from vault.decrypted_secrets where id = ${id}`;
  expect(row).toMatchObject({ name: "secret_key", description: "a note", decrypted_secret: secret });
  expect(row.secret).not.toContain("sb_secret");
  const [again] = await sql`select vault.create_secret(${secret}) as id`;
  const [other] = await sql`select secret from vault.secrets where id = ${again.id}`;
  expect(other.secret).not.toBe(row.secret);
});

test("names are unique, secrets without a name are not limited", async () => {
  await sql`select vault.create_secret('a', 'once')`;
  await expect(sql`select vault.create_secret('b', 'once')`).rejects.toMatchObject({ code: "23505" });
  await sql`select vault.create_secret('a'), vault.create_secret('a')`;
});

test("update_secret changes what it is given", async () => {
  const [{ id }] = await sql`select vault.create_secret('old', 'updated', 'note') as id`;
  await sql`select vault.update_secret(${id}, 'new')`;
  expect(await sql`select decrypted_secret, name, description from vault.decrypted_secrets where id = ${id}`)
    .toEqual([{ decrypted_secret: "new", name: "updated", description: "note" }]);
  await sql`select vault.update_secret(${id}, new_name := 'renamed')`;
  expect(await sql`select decrypted_secret, name from vault.decrypted_secrets where id = ${id}`)
    .toEqual([{ decrypted_secret: "new", name: "renamed" }]);
});

test.each([["anon", "42501"], ["authenticated", "42501"], ["service_role", undefined]])(
  "%s reads secrets: %s",
  async (role, code) => {
    const read = sql.begin(async (transaction) => {
      await transaction.unsafe(`set local role ${role}`);
      return await transaction`select name from vault.decrypted_secrets where name = 'secret_key'`;
    });
    if (code) await expect(read).rejects.toMatchObject({ code });
    else expect(await read).toHaveLength(1);
  },
);

test("the owner may delete a secret, and may write it only through the functions", async () => {
  const [{ id }] = await sql`select vault.create_secret('gone') as id`;
  await expect(sql`update vault.secrets set secret = 'x' where id = ${id}`).rejects.toMatchObject({
    code: "42501",
  });
  await sql`delete from vault.secrets where id = ${id}`;
  expect(await sql`select from vault.secrets where id = ${id}`).toHaveLength(0);
});
