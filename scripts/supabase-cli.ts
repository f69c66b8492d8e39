import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { arch, platform } from "node:process";
import { CommandError } from "./cli/command-error.ts";

/**
 * The Supabase CLI's own executable. The npm package's `supabase` only finds it and starts it, which would cost
 * another Node process. Raises `supabase_cli_missing`.
 */
export function supabaseCli(): string {
  const require = createRequire(createRequire(import.meta.url).resolve("supabase/package.json"));
  for (const libc of ["", "-musl"]) {
    try {
      const manifest = require.resolve(`@supabase/cli-${platform}-${arch}${libc}/package.json`);
      return join(dirname(manifest), "bin", "supabase");
    } catch {
      continue;
    }
  }
  throw new CommandError(
    "supabase_cli_missing",
    `the Supabase CLI for ${platform}-${arch} is not installed`,
    "Run npm ci on this machine; node_modules of another platform do not fit.",
  );
}
