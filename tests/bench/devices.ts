import type postgres from "postgres";
import { demoTopic } from "../../scripts/demo/prepare.ts";

/**
 * Devices 1 to `count` of the demo's app, by bulk insert; then what autovacuum would have done by the time of the next move.
 * The tokens are those of tests/bench/peers/job.mjs.
 */
export async function insertDevices(sql: postgres.Sql, count: number): Promise<void> {
  await sql`
    insert into ship.device_push_tokens (component_key, token, topic)
    select 'ios', encode(sha256(convert_to('device ' || number, 'UTF8')), 'hex'), ${demoTopic}
    from generate_series(1, ${count}::int) as number`;
  await sql`vacuum (analyze) ship.device_push_tokens`;
}
