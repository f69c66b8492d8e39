// How @supabase/lite is told to talk to Postgres.

import { createPostgresConnection, type PostgresConnection } from "@supabase/lite/postgres";
import { Pool } from "./pool.ts";

/** The only exposed schema. */
export const exposedSchema = "ship";

/** Options for one connection. `onclose` is called when it is lost. */
export function connectionOptions(url: string, onclose = () => {}) {
  // lite passes JSON arguments already encoded; its own serializers would encode them a second time.
  const json = {
    serialize: (value: unknown) => typeof value === "string" ? value : JSON.stringify(value),
    parse: (text: string): unknown => JSON.parse(text),
  };
  return {
    url,
    translation: { schemas: { defaultSchema: exposedSchema } },
    postgresOptions: {
      max: 1,
      onclose,
      connect_timeout: 5,
      onnotice: () => {},
      connection: { application_name: "slipway-data-api" },
      types: { json: { to: 114, from: [114], ...json }, jsonb: { to: 3802, from: [3802], ...json } },
    },
  };
}

/** Has kysely take its connections from a pool of ours; the driver that lite made stays unconnected. */
export function replacePool({ driver }: PostgresConnection, url: string, max: number): Pool {
  const pool = new Pool((onclose) => createPostgresConnection(connectionOptions(url, onclose)).driver, max);
  Object.assign(driver, { reserve: () => pool.reserve() });
  return pool;
}
