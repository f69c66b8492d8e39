// npm run fix: formats, and repairs what the linter can.
import { DENO, SOURCES, step } from "./step.ts";

await step("lint --fix", DENO, ["lint", "--quiet", "--fix", ...SOURCES]);
await step("format", DENO, ["fmt", "--quiet", ...SOURCES]);
