import { afterAll, beforeAll, expect, test } from "vitest";
import { type Databases, startDatabases } from "../../../support/database.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
afterAll(() => databases?.stop());

test("secrets that another project's key has locked are named, wake nobody, and are replaced", async () => {
  const database = await databases.create();
  const owner = database.connect();
  const { username, password } = new URL(databases.superuserUrl);
  await owner`select given_vault()`;
  await database.connect({ username, password })`
    update vault.secrets set secret = 'locked elsewhere' where name = 'wake_token'`;

  const vault = async () => (await owner`select ship.ship_status() #>> '{wake,vault}' as state`)[0]?.state;
  expect(await vault()).toBe("unreadable");
  expect((await owner`select ship.sweep() ->> 'vault' as vault`)[0]).toEqual({ vault: "unreadable" });
  expect(
    (await owner`select ship.repair('http://gateway.test', ship_private.wake_token('sb_secret_x')) -> 'repaired' as repaired`)[
      0
    ],
  )
    .toEqual({ repaired: ["vault"] });
  expect(await vault()).toBe("ready");
});
