// npm pack: writes dist/, the command as JavaScript. Everything that it imports is in it; Deno is its only dependency.

import { join } from "node:path";
import { writeBundle } from "./bundle/write-bundle.ts";
import { ROOT } from "./step.ts";

await writeBundle({
  dist: join(ROOT, "dist"),
  programs: ["main.ts"],
  functions: [],
  assets: [],
  external: [],
});
