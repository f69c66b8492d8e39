import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import process, { arch, platform } from "node:process";
import { CommandError } from "./cli/command-error.ts";
import { packageRoot } from "./package.ts";
import { env } from "./runtime.ts";

/** The CLI that was installed with this package: the one that the local platform works with. Raises `supabase_cli_missing`. */
export function supabaseCli(): string {
  const found = installedFrom(packageRoot);
  if (found !== undefined) return found;
  throw new CommandError(
    "supabase_cli_missing",
    `the Supabase CLI for ${platform}-${arch} is not installed`,
    "Run npm ci on this machine; node_modules of another platform do not fit.",
  );
}

/**
 * The CLI that deploys what is in `root`: the project's own, else the one beside Slipway, else the one on the PATH. Raises
 * `supabase_cli_missing`.
 */
export function projectSupabaseCli(root = process.cwd()): string {
  for (const place of [root, process.cwd(), packageRoot]) {
    const found = installedFrom(place);
    if (found !== undefined) return found;
  }
  const onPath = (env("PATH") ?? "").split(delimiter).map((folder) => join(folder, "supabase")).find((file) =>
    existsSync(file)
  );
  if (onPath !== undefined) return onPath;
  throw new CommandError(
    "supabase_cli_missing",
    `the Supabase CLI is neither in the project's node_modules nor on the PATH`,
    "Run npm install --save-dev supabase, or install it as https://supabase.com/docs/guides/local-development/cli says.",
  );
}

/**
 * The executable itself, as seen from a folder. The npm package's `supabase` only finds it and starts it, which would cost another
 * Node process. Before version 3 the package downloaded it into its own folder.
 */
function installedFrom(folder: string): string | undefined {
  const manifest = resolve(join(folder, "package.json"), "supabase/package.json");
  if (manifest === undefined) return undefined;
  const packages = ["", "-musl"].flatMap((libc) =>
    resolve(manifest, `@supabase/cli-${platform}-${arch}${libc}/package.json`) ?? []
  );
  return [...packages, manifest].map((file) => join(dirname(file), "bin", "supabase"))
    .find((file) => existsSync(file));
}

function resolve(from: string, name: string): string | undefined {
  try {
    return createRequire(from).resolve(name);
  } catch {
    return undefined;
  }
}
