import { expect, test } from "vitest";
import { untilBlocked, useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

test("a sweep leaves at once while another one runs", () =>
  withDatabase(async ({ connect }) => {
    const [first, second] = [connect(), connect()];
    await first`begin`;
    await first`select ship.sweep()`;
    expect(await second`select ship.sweep() as answer`).toEqual([{ answer: { swept: false } }]);
    await first`commit`;
    expect(await second`select ship.sweep() -> 'swept' as swept`).toEqual([{ swept: true }]);
  }));

test("what somebody else announces while a sweep waits for the lock is announced once", () =>
  withDatabase(async ({ connect }) => {
    const [mover, sweeper, observer] = [connect(), connect(), connect()];
    await observer`select given_component('web', build => 5)`;
    await observer.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update ship.components set build = 7 where key = 'web'`;
    });

    await mover`begin`;
    await mover`select move('web', 8)`;
    const waiting = sweeper`select ship.sweep() -> 'missed' as missed`.execute();
    await untilBlocked(observer);
    await mover`commit`;

    expect([...await waiting]).toEqual([{ missed: 0 }]);
    const told = await observer`select seq::integer, build, previous_build from ship.announcements
      left join ship.announced_changes on announcement_id = id`;
    expect([...told]).toEqual([{ seq: 1, build: 8, previous_build: 7 }]);
  }));
