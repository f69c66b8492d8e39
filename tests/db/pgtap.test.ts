import { globSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test, vi } from "vitest";
import { useDatabases } from "../support/database.ts";
import { runPgtap } from "../support/pgtap.ts";

const here = dirname(fileURLToPath(import.meta.url));
const files = globSync("**/*.test.sql", { cwd: here }).sort();

vi.setConfig({ maxConcurrency: 3 });
const withDatabase = useDatabases();

describe.concurrent("pgTAP", () => {
  test.for(files)("%s", (file) =>
    withDatabase(async ({ connect }) => {
      const { problems } = await runPgtap(connect(), readFileSync(`${here}/${file}`, "utf8"));
      expect(problems.join("\n\n")).toBe("");
    }));
});
