import { expect, test } from "vitest";
import { type Sql, untilBlocked, useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

/** Registers an installation of its own; the build that it is answered with. */
async function register(sql: Sql, token: string): Promise<number> {
  const [row] = await sql<{ build: number }[]>`
    select (answer ->> 'current_build')::integer as build
    from ship.register_device(
      'ios', ${token}, installation_id => md5(${token})::uuid, client_address => ${token}
    ) as answer`;
  return row?.build ?? 0;
}

test("a share that is changed by hand waits for a registration in progress, and tells it", () =>
  withDatabase(async ({ connect }) => {
    const [device, editor, observer] = [connect(), connect(), connect()];
    await observer`select given_ios()`;
    await observer`select "offer"(131, 0)`;

    await device`begin`;
    await register(device, "aa");
    const step = editor`update ship.offers set bps = 9999 where build = 131`.execute();
    await untilBlocked(observer);
    await device`commit`;
    await step;

    expect(await observer`select pushed() = array[1::bigint] as is_told`).toEqual([{ is_told: true }]);
  }));

test("a registration waits for a step, and is told by the next one", () =>
  withDatabase(async ({ connect }) => {
    const [device, setter, observer] = [connect(), connect(), connect()];
    await observer`select given_ios()`;
    await observer`select "offer"(131, 1)`;

    await setter`begin`;
    await setter`select ship.set_rollout('ios', 'live', 131, 9998)`;
    const registration = register(device, "aa");
    await untilBlocked(observer);
    await setter`commit`;

    expect(await registration).toBe(130);
    expect(await observer`select pushed() = '{}' as is_nobody, told(131) = '{}' as is_known`)
      .toEqual([{ is_nobody: true, is_known: true }]);
    await observer`select ship.set_rollout('ios', 'live', 131, 9999)`;
    expect(await observer`select pushed() = array[1::bigint] as is_told`).toEqual([{ is_told: true }]);
  }));

test(
  "devices that register all through a rollout are told once, or answered with its build",
  () =>
    withDatabase(async ({ connect }) => {
      const crowd = connect({ max: 3 });
      const workers = connect({ max: 3 });
      const setter = connect();
      await setter`select given_ios()`;
      await setter`update ship.push_policy set batch_size = 25, new_devices_per_minute_in_all = 100000 where is_only_row`;
      await setter`select given_installations(200)`;

      const answers = new Map<string, number>();
      let isOver = false;
      const registering = [0, 1, 2].map(async (line) => {
        for (let number = 0; !isOver; number++) {
          const token = `${line}${String(number).padStart(5, "0")}`;
          answers.set(token, await register(crowd, token));
        }
      });
      const pushed = new Map<number, number>();
      const pushing = [0, 1, 2].map(async () => {
        while (!isOver) {
          const [claimed] = await workers<{ ids: number[] }[]>`
            select ids_of(batch)::integer[] as ids, answer(batch)
            from claim_batch() as batch
            where batch is not null`;
          for (const id of claimed?.ids ?? []) pushed.set(id, (pushed.get(id) ?? 0) + 1);
        }
      });
      await setter`select "offer"(131, 0)`;
      for (const bps of [500, 2500, 5000, 10000]) {
        await setter`select ship.set_rollout('ios', 'live', 131, ${bps})`;
        // until some have come, and this step has told everybody
        const before = answers.size;
        for (;;) {
          const [row] = await setter`
          select count(*)::integer as open from ship.push_runs where state in ('running', 'retrying')`;
          if (row?.open === 0 && answers.size >= before + 20) break;
        }
      }
      isOver = true;
      await Promise.all([...registering, ...pushing]);

      const devices = await setter<{ id: number; token: string; told: boolean }[]>`
      select id::integer, token, ship.was_told(id, 'ios', 131) as told from ship.device_push_tokens`;
      expect(devices.length).toBeGreaterThan(280);
      const wrong = devices.filter(({ id, token, told }) =>
        (pushed.get(id) ?? 0) !== (answers.get(token) === 131 ? 0 : 1) || told !== pushed.has(id)
      );
      expect(wrong).toEqual([]);
    }),
  60_000,
);
