import { expect, test } from "vitest";
import { untilBlocked, useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

test("a transport that is switched off while a build is being moved has nothing pending afterwards", () =>
  withDatabase(async ({ connect }) => {
    const [mover, operator, observer] = [connect(), connect(), connect()];
    await observer`select given_component('web', build => 5)`;

    await mover`begin`;
    await mover`select move('web', 6)`;
    const switched = operator`update ship.transports set is_on = false where transport = 'telegram'`
      .execute();
    await untilBlocked(observer);
    await mover`commit`;
    await switched;

    expect([...await observer`select state, last_error from ship.deliveries where transport = 'telegram'`])
      .toEqual([
        { state: "skipped", last_error: "transport_off" },
      ]);
  }));
