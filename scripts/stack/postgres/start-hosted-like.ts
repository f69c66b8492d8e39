import { readFile } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import type { Postgres } from "./postgres.ts";
import { startPostgres } from "./start-postgres.ts";

/**
 * An empty database as that of a new hosted project, with the tables of its auth, storage and Realtime that migrations refer to; gone when it
 * is stopped. Extensions that Postgres does not ship, as pgvector, are missing. Raises what starting a server raises.
 */
export async function startHostedLike(log: (line: string) => void): Promise<Postgres> {
  const server = await startPostgres({ log });
  const sql = postgres(server.superuserUrl, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(await readFile(join(import.meta.dirname ?? "", "hosted-schemas.sql"), "utf8")).simple();
  } catch (error) {
    await server.stop();
    throw error;
  } finally {
    await sql.end({ timeout: 1 });
  }
  return server;
}
