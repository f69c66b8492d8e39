import postgres from "postgres";
import { type Client, decide } from "../../../clients/ts/src/decide.ts";
import { elapsed } from "../../../scripts/runtime.ts";
import { pushMigrations } from "../../../scripts/stack/postgres/push-migrations.ts";
import { startPostgres } from "../../../scripts/stack/postgres/start-postgres.ts";

const client: Client = {
  component: "ios",
  channel: "live",
  build: 130,
  os: "18.1",
  installation_id: null,
  is_manual: false,
  now: "2026-11-21T12:00:00Z",
  remembered: { seq: null, skipped_build: null, nudged_at: null },
};

/** Microseconds for a decision of a device that is asked for its bucket, each time another one: in TypeScript, and in SQL within one statement. */
export async function decisionUs(feed: unknown, calls: number): Promise<{ ts: number; sql: number }> {
  const ask = (count: number) => {
    const start = elapsed();
    for (let index = 0; index < count; index++) {
      decide(feed, { ...client, installation_id: `device-${index}` });
    }
    return (elapsed() - start) / count * 1_000;
  };
  ask(calls);
  return { ts: ask(calls), sql: await sqlUs(feed, calls) };
}

async function sqlUs(feed: unknown, calls: number): Promise<number> {
  const server = await startPostgres();
  const sql = postgres(server.ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await pushMigrations(server.ownerUrl);
    const ask = async (count: number) => {
      const start = elapsed();
      await sql`
        select count(ship.decide(${JSON.stringify(feed)}::text::jsonb,
          ${
        JSON.stringify(client)
      }::text::jsonb || jsonb_build_object('installation_id', 'device-' || device)))
        from generate_series(1, ${count}::integer) as device`;
      return (elapsed() - start) / count * 1_000;
    };
    await ask(100);
    return await ask(calls);
  } finally {
    await sql.end({ timeout: 1 });
    await server.stop();
  }
}
