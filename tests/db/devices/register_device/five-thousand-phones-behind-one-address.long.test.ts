import { expect, test } from "vitest";
import { useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

test(
  "five thousand phones behind one address are registered within an hour, when they come again as they are told",
  () =>
    withDatabase(async ({ connect }) => {
      const sql = connect();
      await sql`select given_ios()`;
      const minutes: number[] = [];
      await sql`create table public.clock (minute integer)`;
      await sql`insert into public.clock values (0)`;
      // The limit's clock is the table: an hour passes in no time.
      await sql.unsafe(`
      create function one_minute() returns trigger language plpgsql as $$
      begin
        new.minute := timestamptz '2026-01-01' + (select minute from public.clock) * interval '1 minute';
        return new;
      end $$;
      create trigger one_minute before insert on ship_private.registration_windows for each row execute function one_minute()`);
      // all of them open the app in the ten minutes after a push
      let waiting = Array.from({ length: 5000 }, (_, phone) => ({ phone, at: (phone % 10) * 60 }));
      for (let minute = 0; minute < 60 && waiting.length > 0; minute++) {
        await sql`update public.clock set minute = ${minute} where true`;
        const here = waiting.filter(({ at }) => at < (minute + 1) * 60).map(({ phone }) => phone);
        const answers = await sql<{ phone: number; after: number | null }[]>`
        select phone::integer as phone, (answer ->> 'retry_after_s')::integer as after
        from unnest(${here}::integer[]) as phone
        cross join lateral ship.register_device('ios', lpad(to_hex(phone), 8, '0'), client_address => '192.0.2.1') as answer`;
        minutes.push(answers.filter(({ after }) => after === null).length);
        const again = new Map(answers.map(({ phone, after }) => [phone, after]));
        waiting = waiting.flatMap((one) => {
          const after = again.get(one.phone);
          if (after === undefined) return [one];
          return after === null ? [] : [{ phone: one.phone, at: minute * 60 + after }];
        });
      }
      expect(waiting).toEqual([]);
      expect(Math.max(...minutes)).toBeLessThanOrEqual(300);
    }),
  400_000,
);
