import { expect, test } from "vitest";
import { untilBlocked, useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

test("two shares set at once take turns, and each device is told once", () =>
  withDatabase(async ({ connect }) => {
    const [first, second, observer] = [connect(), connect(), connect()];
    await observer`select given_ios()`;
    await observer`select given_installations(100)`;
    await observer`select "offer"(131, 500)`;

    await first`begin`;
    await first`select ship.set_rollout('ios', 'live', 131, 2500)`;
    const later = second`select ship.set_rollout('ios', 'live', 131, 5000)`.execute();
    await untilBlocked(observer);
    await first`commit`;
    await later;

    await observer`select pushed()`;
    const [row] = await observer`
      select
        (select sum(sent_count)::integer from ship.push_runs) as sent,
        cardinality(inside(131, 0, 5000)) as inside,
        told(131) = inside(131, 0, 5000) as is_exact`;
    expect(row).toEqual({ sent: row?.inside, inside: row?.inside, is_exact: true });
  }));

test("the lower of two comes second and is refused: a share falls only with a reason", () =>
  withDatabase(async ({ connect }) => {
    const [first, second, observer] = [connect(), connect(), connect()];
    await observer`select given_ios()`;
    await observer`select "offer"(131, 500)`;

    await first`begin`;
    await first`update ship.offers set bps = 5000 where build = 131`;
    const later = second`select ship.set_rollout('ios', 'live', 131, 2500)`.execute();
    later.catch(() => {});
    await untilBlocked(observer);
    await first`commit`;
    await expect(later).rejects.toThrow("share_not_higher");
  }));
