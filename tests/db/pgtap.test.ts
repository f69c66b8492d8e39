import { globSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Databases, type Sql, startDatabases, type TestDatabase } from "../support/database.ts";
import {
  needsItsOwnDatabase,
  readSequences,
  runPgtap,
  runPgtapAndUndo,
  type Sequences,
} from "../support/pgtap.ts";

const here = dirname(fileURLToPath(import.meta.url));
const files = globSync("**/*.test.sql", { cwd: here }).sort()
  .map((file) => ({ file, text: readFileSync(`${here}/${file}`, "utf8") }));
const undone = files.filter(({ text }) => !needsItsOwnDatabase(text));

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
afterAll(() => databases?.stop());

// Most files share a database and a connection, which knows the functions already, and leave nothing there. Two at a time.
describe.concurrent("pgTAP", () => {
  for (const turn of [0, 1]) {
    describe.sequential(`turn ${turn}`, () => {
      let database: TestDatabase;
      let sql: Sql;
      let sequences: Sequences;
      beforeAll(async () => {
        database = await databases.create();
        sql = database.connect();
        sequences = await readSequences(sql);
      });
      afterAll(() => database?.drop());
      test.for(undone.filter((_, index) => index % 2 === turn))("$file", async ({ text }) => {
        const { problems } = await runPgtapAndUndo(sql, text, sequences);
        expect(problems.join("\n\n")).toBe("");
      });
    });
  }
});

describe("pgTAP, each in a database of its own", () => {
  test.for(files.filter(({ text }) => needsItsOwnDatabase(text)))("$file", async ({ text }) => {
    const database = await databases.create();
    const { problems } = await runPgtap(database.connect(), text).finally(() => database.drop());
    expect(problems.join("\n\n")).toBe("");
  });
});
