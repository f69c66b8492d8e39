import { expect, test } from "vitest";
import { type Sql, untilBlocked, useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

/** Registers a device; the build that it is answered with. */
async function register(sql: Sql, token: string): Promise<number> {
  const [row] = await sql<{ build: number }[]>`
    select (answer ->> 'current_build')::integer as build
    from ship.register_device('ios', ${token}, client_address => ${token}) as answer`;
  return row?.build ?? 0;
}

test("one that comes while a build moves is answered with the new build, and not pushed", () =>
  withDatabase(async ({ connect }) => {
    const [mover, device, observer] = [connect(), connect(), connect()];
    await observer`select given_ios()`;

    await mover`begin`;
    await mover`select move('ios', 131)`;
    const answer = register(device, "aa");
    await untilBlocked(observer);
    await mover`commit`;

    expect(await answer).toBe(131);
    expect(await observer`select ids_of(claim_batch()) as ids`).toEqual([{ ids: [] }]);
  }));

test("one that was answered with the older build is pushed, also if it commits late and out of order", () =>
  withDatabase(async ({ connect }) => {
    const [mover, slow, quick, observer] = [connect(), connect(), connect(), connect()];
    await observer`select given_ios()`;

    await slow`begin`;
    expect(await register(slow, "aa")).toBe(130);
    expect(await register(quick, "bb")).toBe(130);
    const move = mover`select move('ios', 131)`.execute();
    await untilBlocked(observer);
    await slow`commit`;
    await move;

    expect(await observer`select ids_of(claim_batch())::integer[] as ids`).toEqual([{
      ids: [1, 2],
    }]);
  }));

test("under load, each device is in the run of exactly those builds that it was not answered with", () =>
  withDatabase(async ({ connect }) => {
    const [mover, observer] = [connect(), connect()];
    await observer`select given_ios()`;
    const answers: { token: string; build: number }[] = [];
    let isMoving = true;

    const devices = Array.from({ length: 10 }, async (_, worker) => {
      const sql = connect();
      for (let i = 0; isMoving || i < 20; i++) {
        const token = (worker * 100_000 + i).toString(16).padStart(8, "0");
        answers.push({ token, build: await register(sql, token) });
      }
    });
    for (let build = 131; build <= 139; build++) await mover`select move('ios', ${build})`;
    isMoving = false;
    await Promise.all(devices);

    expect(new Set(answers.map(({ build }) => build)).size).toBeGreaterThan(2);
    const wrong = await observer`
      select answers.token, answers.build as answered, changes.build as moved
      from jsonb_to_recordset(${observer.json(answers)}) as answers (token text, build integer)
      join ship.device_push_tokens as devices using (token)
      cross join ship.push_runs
      join ship.announcements using (seq)
      join ship.announced_changes as changes on changes.announcement_id = announcements.id
      where (devices.id <= push_runs.bound_id) <> (answers.build < changes.build)`;
    expect([...wrong]).toEqual([]);
  }));
