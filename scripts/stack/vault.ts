// What the database needs to call functions: where they are, and the wake token that they know it by.

import type { Sql } from "postgres";

/** Writes both into Vault; a name that is there already gets the new value. */
export async function writeVault(sql: Sql, projectUrl: string, secretKey: string): Promise<void> {
  const [made] = await sql`select ship_private.wake_token(${secretKey}) as token`;
  for (const [name, value] of Object.entries({ project_url: projectUrl, wake_token: made?.token })) {
    const [known] = await sql`select id from vault.secrets where name = ${name}`;
    if (known) await sql`select vault.update_secret(${known.id}, ${value})`;
    else await sql`select vault.create_secret(${value}, ${name})`;
  }
}
