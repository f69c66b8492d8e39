import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    exclude: ["tests/bench/**", "node_modules/**"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 4,
    pool: "forks",
    // One process runs many files: starting one and loading its modules costs more than most files do.
    isolate: false,
    globalSetup: "tests/support/temporary-folder.ts",
  },
});
