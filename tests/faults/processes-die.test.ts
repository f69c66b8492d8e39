import { afterAll, beforeAll, expect, test } from "vitest";
import { type LoadedStack, startLoadedStack } from "../support/loaded-stack.ts";
import { until } from "../support/until.ts";

const DEVICES = 6000;
/** What one takeover may repeat: a step in flight and a step answered but not written. */
const REPEATS_PER_TAKEOVER = 1000;

let on: LoadedStack;
beforeAll(async () => {
  on = await startLoadedStack({ devices: DEVICES });
  // leases short enough for a test; the fencing and the bound are the same
  await on
    .sql`update ship.push_policy set push_lease = '2 seconds', delivery_lease = '2 seconds' where is_only_row`;
});
afterAll(() => on.stop());

/** Starts a fan-out that is slow enough to be struck in the middle. */
async function halfway(): Promise<string> {
  await on.control(on.info.apns.control_url, "PUT", { delay_ms: 150 });
  await on.move();
  const { id } = await on.latest();
  await until("a part is pushed", async () => (await on.served(id)).tokens > 300);
  const [leases] = await on.sql`select count(*)::int as open from ship.push_batches where state = 'leased'`;
  expect(leases?.open, "the fault strikes while a lease is open").toBeGreaterThan(0);
  expect((await on.served(id)).tokens).toBeLessThan(DEVICES);
  return id;
}

async function everyDeviceWasServed(id: string): Promise<void> {
  await on.control(on.info.apns.control_url, "PUT", { delay_ms: 0 });
  expect(await on.ended(id, 40_000)).toMatchObject({ apns: "delivered" });
  const { tokens, accepted } = await on.served(id);
  expect(tokens).toBe(DEVICES);
  const [takeovers] = await on.sql`
    select coalesce(sum(takeover_count), 0)::int as count
    from ship.push_batches
    join ship.push_runs on push_runs.id = push_batches.run_id
    join ship.deliveries on deliveries.id = push_runs.delivery_id
    where announcement_id = ${id}`;
  expect(takeovers?.count, "somebody took over").toBeGreaterThan(0);
  expect(accepted - tokens).toBeLessThanOrEqual(Number(takeovers?.count) * REPEATS_PER_TAKEOVER);
}

test("the functions process killed with -9 in the middle of a fan-out misses nobody", async () => {
  const id = await halfway();
  await on.control(`${on.info.functions.control_url}/kill`, "POST");
  await everyDeviceWasServed(id);
}, 90_000);

test(
  "Postgres killed with -9 in the middle of a fan-out misses nobody, and the audit chain holds",
  async () => {
    const id = await halfway();
    await on.control(`${on.info.postgres.control_url}/kill`, "POST");
    await on.control(`${on.info.postgres.control_url}/restart`, "POST");
    await everyDeviceWasServed(id);
    expect(await on.sql`select * from ship.verify_audit()`).toEqual([]);
  },
  90_000,
);
