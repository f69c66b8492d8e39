import { expect, test } from "vitest";
import { untilBlocked, useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

const writers = 200;

test("promise 101: 200 writers at once leave one chain that verifies", () =>
  withDatabase(async ({ connect }) => {
    const gate = connect();
    await gate`select given_component('c' || i, 'ios') from generate_series(1, ${writers}) as i`;
    const [before] = await gate`select count(*)::integer as entries from ship.audit_log`;

    // Each holds a transaction open behind the gate, so that all of them really write at the same time.
    await gate`select pg_advisory_lock(42)`;
    const all = Array.from({ length: writers }, (_, i) => {
      const sql = connect();
      return sql.begin(async (tx) => {
        await tx`select pg_advisory_xact_lock_shared(42)`;
        await tx`insert into ship.builds (component_key, build) values (${`c${i + 1}`}, 7)`;
        await tx`update ship.components set label = 'changed' where key = ${`c${i + 1}`}`;
      });
    });
    const observer = connect();
    await untilBlocked(observer, writers);
    await gate`select pg_advisory_unlock(42)`;
    await Promise.all(all);

    const [after] = await observer`
      select count(*)::integer as entries, max(seq)::integer as last, count(distinct prev_hash)::integer as links
      from ship.audit_log`;
    expect(after).toEqual({
      entries: before?.entries + 2 * writers,
      last: before?.entries + 2 * writers,
      links: before?.entries + 2 * writers,
    });
    expect(await observer`select * from ship.verify_audit(1, ship.audit_head())`).toHaveLength(0);
    expect(await observer`select from ship_private.audit_inbox`).toHaveLength(0);
  }));
