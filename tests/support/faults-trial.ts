import { z } from "zod";
import { demoTopic } from "../../scripts/demo/prepare.ts";
import { elapsed, sleep } from "../../scripts/runtime.ts";
import { ApnsAccount } from "./faults-apns.ts";
import type { Bed } from "./faults-bed.ts";
import type { Random } from "./faults-random.ts";
import { until } from "./until.ts";

const processReport = z.object({ pid: z.number() });

/** Longer than any case takes on a busy machine: no case is about speed. */
export const trialLimitMs = 900_000;

/** One case under way: its devices, its announcement, and the hands that strike. */
export class Trial {
  /** What every device must hear of: one announcement, or those of a rollout's steps, of which each device hears one. */
  announcements: string[] = [];
  build = 0;
  readonly tokens: string[];
  readonly received: ApnsAccount;
  #startedAt = elapsed();
  #faultEndedAt: number | undefined;

  constructor(readonly bed: Bed, readonly size: number, readonly random: Random) {
    this.tokens = random.tokens(size);
    this.received = new ApnsAccount(bed.on);
  }

  /** The last of them. */
  get announcement(): string {
    return this.announcements.at(-1) ?? "";
  }

  get on() {
    return this.bed.on;
  }

  get sql() {
    return this.bed.on.sql;
  }

  /**
   * Registers devices as the `devices` function does, from enough addresses to stay within the limit of each, and some at a time: all that
   * one transaction counts in a row stays in the way of its next count.
   */
  async register(tokens: string[], address = "app"): Promise<void> {
    for (let at = 0; at < tokens.length; at += 250) {
      await this.sql`
        select ship.register_device('ios', token, 'production', ${demoTopic}, client_address => ${address} || (${at} + number) / 50)
        from unnest(${tokens.slice(at, at + 250)}::text[]) with ordinality as device (token, number)`;
    }
  }

  async policy(columns: Record<string, string | number>): Promise<void> {
    await this.sql`update ship.push_policy set ${this.sql(columns)} where is_only_row`;
  }

  /** Changes how APNs behaves; what is drawn by chance is drawn by this case's seed. */
  async apns(settings: Record<string, unknown>): Promise<void> {
    const seed = "rules" in settings ? { seed: this.random.between(1, 1e6) } : {};
    await this.on.control(this.on.info.apns.control_url, "PUT", { ...seed, ...settings });
  }

  async net(settings: Record<string, unknown>): Promise<void> {
    await this.on.control(this.on.info.net.control_url, "PUT", settings);
  }

  /** Raises the build: from now on, every device must hear of it. */
  async move(): Promise<void> {
    this.#startedAt = elapsed();
    this.build = await this.on.move();
    this.announcements = [(await this.on.latest()).id];
  }

  /** From now on the devices must hear of the next build, once its rollout has come to them. */
  async offer(): Promise<void> {
    this.#startedAt = elapsed();
    this.announcements = [];
    await this.sql`update ship.device_push_tokens set installation_id = gen_random_uuid() where true`;
    const [row] = await this.sql`select build + 1 as build from ship.components where key = 'ios'`;
    this.build = Number(row?.build);
    await this.sql`select ship.offer_build('ios', ${this.build})`;
  }

  /** Takes the rollout to a share of the devices. */
  async share(bps: number): Promise<void> {
    await this.sql`select ship.set_rollout('ios', 'live', ${this.build}, ${bps}::int)`;
    this.announcements.push((await this.on.latest()).id);
  }

  /** How many devices a share is. */
  async inside(bps: number): Promise<number> {
    const [row] = await this.sql`
      select (ship.cohort_size('ios', 'live', ${this.build}, ${bps}::int) ->> 'inside')::int as count`;
    return Number(row?.count);
  }

  async halt(): Promise<void> {
    await this.sql`select ship.halt_rollout('ios', 'live', ${this.build}, 'trial')`;
  }

  /** The rollout goes on, and newcomers are announced to. */
  async resumeRollout(): Promise<void> {
    await this.sql`select ship.resume_rollout('ios', 'live', ${this.build})`;
    this.announcements.push((await this.on.latest()).id);
  }

  /** How often each device was told of the build, in all its steps. */
  async told(): Promise<Map<string, number>> {
    const told = new Map<string, number>();
    for (const announcement of this.announcements) {
      for (const [token, times] of await this.received.accepted(announcement)) {
        told.set(token, (told.get(token) ?? 0) + times);
      }
    }
    return told;
  }

  /** A run without a fault, so that the devices count as established. */
  async tellEveryone(): Promise<void> {
    await this.move();
    await this.ended();
  }

  async toldAtLeast(devices: number): Promise<void> {
    await until(
      `${devices} devices are told`,
      async () => (await this.on.served(this.announcement)).tokens >= devices,
      trialLimitMs,
    );
  }

  /** Leases that somebody holds now. */
  async openLeases(): Promise<number> {
    const [row] = await this.sql`
      select count(*)::int as count from ship.push_batches
      where state = 'leased' and leased_until > clock_timestamp()`;
    return Number(row?.count);
  }

  async functionsPid(): Promise<number> {
    const probe = async () =>
      processReport.safeParse(await this.on.control(this.on.info.functions.control_url));
    return await until("the functions process runs", async () => (await probe()).data?.pid);
  }

  /** From here on the time until everybody is told is measured; a case that never says so counts from the move. */
  faultIsOver(): void {
    this.#faultEndedAt = elapsed();
  }

  /** Seconds from the end of the fault until now. */
  get recovery(): number {
    return (elapsed() - (this.#faultEndedAt ?? this.#startedAt)) / 1000;
  }

  /** Waits until every delivery has ended, while the quarters of an hour between two tries pass at once. */
  async ended(): Promise<Record<string, string>> {
    let isOver = false;
    const states = this.#endsOfAll().finally(() => isOver = true);
    states.catch(() => {}); // told to the caller below
    while (!isOver) {
      await this.#retriesAreDue();
      await sleep(50);
    }
    return await states;
  }

  async #endsOfAll(): Promise<Record<string, string>> {
    const ends = [];
    for (const announcement of this.announcements) ends.push(await this.on.ended(announcement, trialLimitMs));
    return ends.at(-1) ?? {};
  }

  /** What has to wait for its second try is due now. Only once the first try of everybody is over. */
  async #retriesAreDue(): Promise<void> {
    await this.sql`
      update ship.push_failures
      set retry_at = clock_timestamp()
      from ship.push_runs
      join ship.deliveries on deliveries.id = push_runs.delivery_id
      where deliveries.announcement_id = any (${this.announcements}::uuid[])
        and push_failures.run_id = push_runs.id
        and push_runs.state = 'retrying'
        and push_failures.retry_at > clock_timestamp()`;
  }

  /** The cause is fixed: what was stopped goes on. */
  async resume(): Promise<void> {
    await this.sql`
      select ship.resume_push_run(push_runs.id)
      from ship.push_runs
      join ship.deliveries on deliveries.id = push_runs.delivery_id
      where announcement_id = ${this.announcement} and push_runs.state = 'stopped'`;
  }
}
