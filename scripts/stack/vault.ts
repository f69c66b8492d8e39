// The two secrets that the database needs to call functions (facts: pg_net is called with the secret key as `apikey`).

import type { Sql } from "postgres";

/** Writes secrets into Vault; a name that is there already gets the new value. */
export async function writeVault(sql: Sql, secrets: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(secrets)) {
    const [known] = await sql`select id from vault.secrets where name = ${name}`;
    if (known) await sql`select vault.update_secret(${known.id}, ${value})`;
    else await sql`select vault.create_secret(${value}, ${name})`;
  }
}
