// npm run check: format, lint, types on both Denos, generated files. Seconds, no tests.
import { checks } from "./checks.ts";

const results = await checks();
Deno.exit(results.every((result) => result.ok) ? 0 : 1);
