import { expect, test } from "vitest";
import { useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

test("a device that registered while the mover's transaction was already open is told, and counts as told", () =>
  withDatabase(async ({ connect }) => {
    const [mover, device] = [connect(), connect()];
    await device`select given_ios()`;

    await mover`begin`;
    await mover`select now()`;
    await device`select ship.register_device('ios', 'abcd')`;
    await mover`select move('ios', 131)`;
    await mover`commit`;

    expect(await mover`select ids_of(batch)::integer[] as ids, answer(batch) from claim_batch() as batch`)
      .toMatchObject([{ ids: [1] }]);
    expect(await mover`select ship.was_told(1, 'ios', 131) as told`).toEqual([{ told: true }]);
  }));
