import { expect } from "vitest";
import type { Trial } from "./faults-trial.ts";

/** A step in flight and a step answered but not written. */
const repeatsPerTakeover = 1000;

/** What a case says about its own devices. */
export interface Allowance {
  /** Devices that can't be told any more, or had no need to be: not missed. */
  excused?: Iterable<string>;
  /** How many requests ended without an answer though APNs had processed them: each may be repeated. */
  unanswered?: number;
  /** Devices that came and went during the run can't be found in the tables afterwards. */
  isInFlux?: boolean;
}

/** One line of the table. */
export interface Figures {
  devices: number;
  missed: number;
  duplicated: number;
  /** How many duplicates the case may have. */
  bound: number;
  takeovers: number;
  seconds: number;
}

/** Holds the stand-in's account of an announcement against what was promised, and the tables against both. */
export async function checkTrial(
  trial: Trial,
  { excused, unanswered = 0, isInFlux = false }: Allowance,
): Promise<Figures> {
  const seconds = trial.recovery;
  const accepted = await trial.told();
  const excusedTokens = new Set(excused);
  const missed = trial.tokens.filter((token) => !accepted.has(token) && !excusedTokens.has(token));
  const runs = await countRuns(trial);
  const duplicated = [...accepted.values()].reduce((sum, times) => sum + times, 0) - accepted.size;
  const bound = repeatsPerTakeover * runs.takeovers + unanswered;

  expect(missed.length, `missed, such as ${missed[0]}`).toBe(0);
  expect(duplicated, "duplicates").toBeLessThanOrEqual(bound);
  expect(runs.sent, "told according to the tables, and according to APNs").toBe(accepted.size);
  expect(runs.slices, "what the slices of a run say together").toBe(runs.sent);
  if (!isInFlux) {
    expect(runs.answered, "answered = told + named as not told").toBe(runs.sent + runs.failed);
    await expectTablesToKnow(trial, accepted);
  }
  expect(await trial.openLeases(), "leases left open").toBe(0);
  expect(await trial.sql`select * from ship.verify_audit()`).toEqual([]);
  const defects = trial.bed.log.filter((line) =>
    /worker_died|unhandled_rejection|background_task_failed/.test(line)
  );
  expect(defects).toEqual([]);
  return { devices: trial.size, missed: 0, duplicated, bound, takeovers: runs.takeovers, seconds };
}

async function countRuns(trial: Trial) {
  const [row] = await trial.sql`
    select
      sum(sent_count)::int as sent,
      sum(device_count)::int as answered,
      sum((select count(*) from ship.push_failures where run_id = push_runs.id))::int as failed,
      sum((select coalesce(sum(sent_count), 0) from ship.push_batches where run_id = push_runs.id))::int as slices,
      sum((select coalesce(sum(takeover_count), 0) from ship.push_batches where run_id = push_runs.id))::int as takeovers
    from ship.push_runs
    join ship.deliveries on deliveries.id = push_runs.delivery_id
    where announcement_id = any (${trial.announcements}::uuid[])`;
  return {
    sent: Number(row?.sent),
    answered: Number(row?.answered),
    failed: Number(row?.failed),
    slices: Number(row?.slices),
    takeovers: Number(row?.takeovers),
  };
}

/** Every device of the run is told or named as not told, never both; and `was_told` says the same. */
async function expectTablesToKnow(trial: Trial, accepted: Map<string, number>): Promise<void> {
  // as autovacuum would soon: by the plan of tables that were empty a moment ago, this took three minutes
  await trial.sql`analyze ship.device_push_tokens, ship.push_runs, ship.push_batches, ship.push_failures`;
  const rows = await trial.sql`
    select
      devices.token,
      failures.device_id is not null as is_named,
      ship.was_told(devices.id, 'ios', ${trial.build}) as was_told,
      devices.eligible_since <= announcements.announced_at as is_eligible
    from ship.device_push_tokens as devices
    join ship.push_runs
      on push_runs.topic = devices.topic
      and push_runs.apns_environment = devices.apns_environment
      and devices.id <= push_runs.bound_id
      and ship_private.is_in_cohort(push_runs, devices.installation_id, devices.eligible_since)
    join ship.deliveries on deliveries.id = push_runs.delivery_id
    join ship.announcements on announcements.id = deliveries.announcement_id
    left join ship.push_failures as failures on failures.run_id = push_runs.id and failures.device_id = devices.id
    where announcements.id = any (${trial.announcements}::uuid[])
      -- who was known to be dead before was not asked
      and (devices.deactivated_at is null or devices.deactivated_at > announcements.announced_at)`;
  const wrong = rows.filter(({ token, is_named, was_told, is_eligible }) =>
    is_named === accepted.has(token) || (is_eligible && was_told !== accepted.has(token))
  );
  expect(rows.length).toBeGreaterThanOrEqual(accepted.size);
  expect(wrong.length, `devices of whom the tables say something else, such as ${JSON.stringify(wrong[0])}`)
    .toBe(0);
}
