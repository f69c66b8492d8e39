import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    exclude: ["tests/bench/**", "tests/**/*.long.test.ts", "node_modules/**"],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // a machine may be many times slower than the one that a test was written on
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: 4,
    pool: "forks",
    // One process runs many files: starting one and loading its modules costs more than most files do.
    isolate: false,
    // Deno runs TypeScript itself. Sending each module through Vite takes a fifth of the run, and nothing here mocks one.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    globalSetup: "tests/support/temporary-folder.ts",
  },
});
