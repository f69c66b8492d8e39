import { defineConfig } from "vitest/config";
import base from "./vitest.config.ts";

/** What takes long: `npm run test:long`. `npm test` runs the main path of each capability; the ways that leave it, at their full length, are here. */
export default defineConfig({
  test: { ...base.test, include: ["tests/**/*.long.test.ts"], exclude: ["node_modules/**"] },
});
