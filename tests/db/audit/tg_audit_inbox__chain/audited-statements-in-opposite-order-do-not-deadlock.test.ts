import { expect, test } from "vitest";
import { untilBlocked, useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

test("two transactions with several audited statements each both commit", () =>
  withDatabase(async ({ connect }) => {
    const [a, b, observer] = [connect(), connect(), connect()];
    await observer`select given_component('one', 'ios'), given_component('two', 'ios')`;

    // With the chain's lock taken by each statement, a would hold it here and b would wait for it while it holds a row.
    await a`begin`;
    await b`begin`;
    await a`insert into ship.builds (component_key, build) values ('one', 2)`;
    await b`insert into ship.builds (component_key, build) values ('two', 2)`;
    await b`update ship.transports set is_on = false where transport = 'telegram'`;
    const waiting = a`update ship.transports set is_on = false where transport in ('telegram', 'apns')`
      .execute();
    await untilBlocked(observer);
    await b`insert into ship.builds (component_key, build) values ('two', 3)`;
    await b`commit`;
    await waiting;
    await a`commit`;

    const rows = await observer`select subject from ship.audit_log where seq > 2 order by seq`;
    expect(rows.map((row) => row.subject)).toEqual(["two", "telegram", "two", "one", "apns"]);
    expect(await observer`select * from ship.verify_audit()`).toHaveLength(0);
  }));
