import { expect, test } from "vitest";
import { useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

test("of a hundred new devices of one address at once, sixty are registered", () =>
  withDatabase(async ({ connect }) => {
    const pool = connect({ max: 20 });
    await pool`select given_ios()`;
    // However long this takes, it happens within one minute of the limit's clock.
    await pool`
      create function same_minute() returns trigger language plpgsql as $$
      begin
        new.minute := '2026-01-01';
        return new;
      end $$`;
    await pool`
      create trigger one_minute before insert on ship_private.registration_windows
      for each row execute function same_minute()`;

    const outcomes = await Promise.allSettled(
      Array.from(
        { length: 100 },
        (_, i) =>
          pool`select ship.register_device('ios', ${
            i.toString(16).padStart(4, "0")
          }, client_address => '192.0.2.1')`,
      ),
    );

    const refusals = outcomes.flatMap((outcome) =>
      outcome.status === "rejected" ? [outcome.reason.message] : []
    );
    expect(refusals).toEqual(Array.from({ length: 40 }, () => "registration_limited"));
    expect(await pool`select from ship.device_push_tokens`).toHaveLength(60);
  }));
