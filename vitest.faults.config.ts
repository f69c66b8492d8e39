import { env } from "node:process";
import { defineConfig } from "vitest/config";

// Every run is another one; the seed that is printed repeats it.
env.SLIPWAY_FAULT_SEED ??= String(Math.floor(Math.random() * 1e9));

/** The whole fault matrix: `npm run test:faults`. `npm test` runs a part of it with fewer devices. */
export default defineConfig({
  test: {
    include: ["tests/faults/{matrix,ships,http2,releases}/**/*.faults.ts"],
    globalSetup: ["tests/support/temporary-folder.ts", "tests/support/faults-table.ts"],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    pool: "forks",
    maxWorkers: 1,
    fileParallelism: false,
    experimental: { viteModuleRunner: false, nodeLoader: false },
  },
});
