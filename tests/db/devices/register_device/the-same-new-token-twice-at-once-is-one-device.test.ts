import { expect, test } from "vitest";
import { untilBlocked, useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

test("two first registrations of one token end as one row, and neither fails", () =>
  withDatabase(async ({ connect }) => {
    const [first, second, observer] = [connect(), connect(), connect()];
    await observer`select given_ios()`;

    await first`begin`;
    await first`select ship.register_device('ios', 'abcd', client_address => '192.0.2.1')`;
    const waiting =
      second`select ship.register_device('ios', 'abcd', client_address => '192.0.2.2') as answer`.execute();
    await untilBlocked(observer);
    await first`commit`;

    expect([...await waiting]).toEqual([{
      answer: { registered: true, component: "ios", current_build: 130 },
    }]);
    expect(await observer`select from ship.device_push_tokens`).toHaveLength(1);
  }));
