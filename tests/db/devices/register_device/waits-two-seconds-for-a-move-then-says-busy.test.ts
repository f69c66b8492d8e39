import { describe, expect, test } from "vitest";
import { elapsed } from "../../../../scripts/runtime.ts";
import { useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();

const isBusy = { code: "PT503", message: "registration_busy" };

describe.concurrent("a registration waits at most two seconds", () => {
  test("for an open move", () =>
    withDatabase(async ({ connect }) => {
      const [mover, device] = [connect(), connect()];
      await mover`select given_ios()`;
      await mover`begin`;
      await mover`select move('ios', 131)`;

      const start = elapsed();
      await expect(device`select ship.register_device('ios', 'abcd')`).rejects.toMatchObject(isBusy);
      expect(elapsed() - start).toBeGreaterThan(1_900);

      await mover`commit`;
      const [row] = await device`select ship.register_device('ios', 'abcd') ->> 'current_build' as build`;
      expect(row).toEqual({ build: "131" });
    }));

  test("for another one of its address", () =>
    withDatabase(async ({ connect }) => {
      const [stuck, device] = [connect(), connect()];
      await stuck`select given_ios()`;
      await stuck`begin`;
      await stuck`select ship.register_device('ios', 'aa', client_address => '192.0.2.1')`;
      await expect(device`select ship.register_device('ios', 'bb', client_address => '192.0.2.1')`)
        .rejects.toMatchObject(isBusy);
    }));
});
