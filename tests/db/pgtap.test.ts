import { globSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Databases, startDatabases } from "../support/database.ts";
import { runPgtap } from "../support/pgtap.ts";

const here = dirname(fileURLToPath(import.meta.url));
const files = globSync("**/*.test.sql", { cwd: here }).sort();

vi.setConfig({ maxConcurrency: 4 });

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
afterAll(() => databases?.stop());

describe.concurrent("pgTAP", () => {
  test.for(files)("%s", async (file) => {
    const database = await databases.create();
    try {
      const { problems } = await runPgtap(database.connect(), readFileSync(`${here}/${file}`, "utf8"));
      expect(problems.join("\n\n")).toBe("");
    } finally {
      await database.drop();
    }
  });
});
