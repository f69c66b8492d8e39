import { expect, test } from "vitest";
import { untilBlocked, useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

test("a claim that comes while a rollout is being halted gets nothing", () =>
  withDatabase(async ({ connect }) => {
    const [halter, worker, observer] = [connect(), connect(), connect()];
    await observer`select given_ios()`;
    await observer`select given_installations(50)`;
    await observer`update ship.push_policy set batch_size = 10 where is_only_row`;
    await observer`select "offer"(131, 9000)`;
    await observer`select claim_batch()`;

    await halter`begin`;
    await halter`select ship.halt_rollout('ios', 'live', 131, 'crashes')`;
    const claim = worker`select claim_batch() as batch`.execute();
    await untilBlocked(observer);
    await halter`commit`;
    expect(await claim).toEqual([{ batch: null }]);
  }));

test("a worker that reports while a rollout is being halted keeps what it told, and hears the halt", () =>
  withDatabase(async ({ connect }) => {
    const [halter, worker, observer] = [connect(), connect(), connect()];
    await observer`select given_ios()`;
    await observer`select given_installations(50)`;
    await observer`select "offer"(131, 9000)`;
    await worker`create temp table mine as select claim_batch() as batch`;

    await halter`begin`;
    await halter`select ship.halt_rollout('ios', 'live', 131, 'crashes')`;
    const report = worker`
      select answer(batch, disposition => 'progress', through => (ids_of(batch))[5]) ->> 'stop' as stop from mine`
      .execute();
    await untilBlocked(observer);
    await halter`commit`;
    expect(await report).toEqual([{ stop: "halted" }]);
    expect(await observer`select cardinality(told(131)) as told`).toEqual([{ told: 5 }]);
  }));

test("a halt does not wait for a worker that holds a slice", () =>
  withDatabase(async ({ connect }) => {
    const [halter, worker] = [connect(), connect()];
    await halter`select given_ios()`;
    await halter`select given_installations(50)`;
    await halter`select "offer"(131, 9000)`;
    await worker`select claim_batch()`;
    expect(await halter`select ship.halt_rollout('ios', 'live', 131, 'crashes') ->> 'state' as state`)
      .toEqual([{ state: "halted" }]);
  }));
