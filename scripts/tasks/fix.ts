// npm run fix: formats, and repairs what the linter can.
import { denoBinary, sourcePaths, step } from "./step.ts";

await step("lint --fix", denoBinary, ["lint", "--quiet", "--fix", ...sourcePaths]);
await step("format", denoBinary, ["fmt", "--quiet", ...sourcePaths]);
