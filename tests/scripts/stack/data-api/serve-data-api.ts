// A Postgres with the fixture and a Data API on it.

import { readFile } from "node:fs/promises";
import { createClient } from "@supabase/supabase-js";
import postgres from "postgres";
import { randomHex } from "../../../../scripts/runtime.ts";
import { startDataApi } from "../../../../scripts/stack/data-api/data-api.ts";
import { createKeys } from "../../../../scripts/stack/keys.ts";
import { startPostgres } from "../../../../scripts/stack/postgres/start-postgres.ts";

export const keys = createKeys(randomHex);

/** Starts both; `log` holds what the Data API logged. */
export async function serveDataApi() {
  const server = await startPostgres();
  const sql = postgres(server.ownerUrl, { max: 1, onnotice: () => {} });
  await sql.unsafe(await readFile(`${import.meta.dirname}/fixture.sql`, "utf8"));
  const log: string[] = [];
  const { ownerUrl, authenticatorUrl } = server;
  const api = await startDataApi({ ownerUrl, authenticatorUrl, keys, log: (line) => log.push(line) });
  const send = (input: RequestInfo | URL, init?: RequestInit) => api.fetch(new Request(input, init));
  return {
    server,
    sql,
    log,
    send,
    client: (key: string) =>
      createClient("http://stack", key, { global: { fetch: send }, db: { schema: "ship" } }),
    async stop(): Promise<void> {
      await api.stop();
      await sql.end({ timeout: 1 });
      await server.stop();
    },
  };
}
