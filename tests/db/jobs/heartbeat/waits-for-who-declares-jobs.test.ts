import { expect, test } from "vitest";
import { untilBlocked, useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

test("a job may say that it has finished while it is declared anew: neither ends the other", () =>
  withDatabase(async ({ connect }) => {
    const [job, declarer, observer, holder] = [connect(), connect(), connect(), connect()];
    await job`select given_job('retention')`;
    await holder`begin`;
    await holder`lock table ship.job_beats in share mode`;
    const beat = job`select ship.heartbeat('retention')`.execute();
    await untilBlocked(observer);
    const declared = declarer`
      select ship.declare_jobs('[{"key": "retention", "cron": "5 4 * * *", "grace_s": 60}]') -> 'changed' as changed`
      .execute();
    await untilBlocked(observer, 2);
    await holder`commit`;
    await beat;
    expect(await declared).toEqual([{ changed: true }]);
    expect(await observer`select state, cron from ship.jobs`).toEqual([{ state: "ok", cron: "5 4 * * *" }]);
  }));
