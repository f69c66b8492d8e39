import { expect, test } from "vitest";
import { untilBlocked, useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

test("of two syncs at once, the second refuses a build that the first has overtaken", () =>
  withDatabase(async ({ connect }) => {
    const [first, second, observer] = [connect(), connect(), connect()];
    await observer`select given_component('web', build => 5)`;

    await first`begin`;
    await first`select ship.sync_manifest(a_manifest('{"web": {"build": 9}}'))`;
    const waiting = second`select ship.sync_manifest(a_manifest('{"web": {"build": 8}}'))`.execute();
    const refused = expect(waiting).rejects.toMatchObject({ code: "PT409", message: "build_not_higher" });
    await untilBlocked(observer);
    await first`commit`;
    await refused;
  }));

test("of two syncs at once, the second of the same manifest changes nothing", () =>
  withDatabase(async ({ connect }) => {
    const [first, second, observer] = [connect(), connect(), connect()];
    await observer`select given_component('web', build => 5)`;
    const sync = `select component, previous, build, changed
      from ship.sync_manifest(a_manifest('{"web": {"build": 6}, "docs": {"build": 1}}')) order by component`;

    await first`begin`;
    await first.unsafe(sync);
    const waiting = second.unsafe(sync).execute();
    await untilBlocked(observer);
    await first`commit`;

    expect([...await waiting]).toEqual([
      { component: "docs", previous: 1, build: 1, changed: false },
      { component: "web", previous: 6, build: 6, changed: false },
    ]);
    expect(await observer`select from ship.announcements`).toHaveLength(1);
  }));
