// npm pack: writes dist/, the command as JavaScript. Everything that it imports is in it; Deno is its only dependency.

import { join } from "node:path";
import { writeBundle } from "./bundle/write-bundle.ts";
import { repositoryRoot } from "./step.ts";

await writeBundle({
  dist: join(repositoryRoot, "dist"),
  programs: ["main.ts"],
  functions: [],
  assets: [],
  external: [],
});
