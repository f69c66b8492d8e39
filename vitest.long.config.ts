import { defineConfig } from "vitest/config";
import base from "./vitest.config.ts";

/** What takes minutes a file: `npm run test:long`. Beside each stands a file with a part of it that `npm test` runs, or whose promise it shares. */
export default defineConfig({
  test: { ...base.test, include: ["tests/**/*.long.test.ts"], exclude: ["node_modules/**"] },
});
