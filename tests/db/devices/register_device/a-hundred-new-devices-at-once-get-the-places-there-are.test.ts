import { expect, test } from "vitest";
import { useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

test("of a hundred new devices of one address at once, sixty are registered where there are sixty places, and forty are counted", () =>
  withDatabase(async ({ connect }) => {
    const pool = connect({ max: 20 });
    await pool`select given_ios()`;
    await pool`update ship.push_policy set new_devices_per_minute = 60 where is_only_row`;
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

    const answers = await Promise.all(
      Array.from(
        { length: 100 },
        (_, i) =>
          pool`
            select ship.register_device('ios', ${
            i.toString(16).padStart(4, "0")
          }, client_address => '192.0.2.1') ->> 'registered' as registered`,
      ),
    );

    expect(answers.flat().filter(({ registered }) => registered === "false")).toHaveLength(40);
    expect(await pool`select from ship.device_push_tokens`).toHaveLength(60);
    expect(await pool`select ship.adoption('ios') #>> '{refused,hour}' as refused`).toEqual([{
      refused: "40",
    }]);
  }));
