// npm pack: writes dist/, the command as JavaScript. Everything that it imports is in it; Deno is its only dependency. What apps import is
// in dist/client, and needs nothing at all.

import { join } from "node:path";
import { writeBundle } from "./bundle/write-bundle.ts";
import { writeClients } from "./bundle/write-clients.ts";
import { repositoryRoot } from "./step.ts";

const dist = join(repositoryRoot, "dist");

await writeBundle({
  dist,
  programs: ["main.ts", "deploy/probes/browser-run.ts"],
  functions: [],
  assets: [],
  external: [],
});
await writeClients(join(dist, "client"));
