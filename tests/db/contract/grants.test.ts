import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { startDatabases } from "../../support/database.ts";
import { grants } from "./catalog.ts";

const listed = readFileSync(join(dirname(fileURLToPath(import.meta.url)), "grants.txt"), "utf8")
  .split("\n").filter((line) => line !== "" && !line.startsWith("#"));

const apiRoles = "anon, authenticated, service_role";

// Platform projects differ in what new objects are open to. Our migrations must not depend on it in either direction.
const modes = {
  "everything new is exposed": `
    alter default privileges grant all on tables to ${apiRoles};
    alter default privileges grant all on sequences to ${apiRoles};
    alter default privileges grant all on functions to ${apiRoles};
    alter default privileges grant all on types to ${apiRoles};
    alter default privileges grant usage on schemas to ${apiRoles};`,
  "nothing new is exposed": `
    alter default privileges in schema public revoke all on tables from ${apiRoles};
    alter default privileges in schema public revoke all on sequences from ${apiRoles};
    alter default privileges in schema public revoke all on functions from ${apiRoles};
    alter default privileges revoke execute on functions from public;`,
};

test.for(Object.entries(modes))("grants are those listed in grants.txt where %s", async ([, before]) => {
  const databases = await startDatabases({ before });
  try {
    const database = await databases.create();
    expect(await grants(database.connect())).toEqual(listed);
  } finally {
    await databases.stop();
  }
});
