import { execFile } from "node:child_process";
import { platform, versions } from "node:process";
import { promisify } from "node:util";
import { CommandError } from "../../cli/command-error.ts";
import type { Manifest } from "../../manifest/schema.ts";
import { hasPlatform, platformHint } from "../../platform.ts";
import { projectSupabaseCli } from "../../supabase-cli.ts";
import { type Diagnosis, ill, unknown, well } from "./diagnosis.ts";

/** Programs that this project's ships start, and the oldest version that will do. */
export async function examineToolchain(manifest: Manifest): Promise<Diagnosis[]> {
  const components = Object.values(manifest.components);
  const deploys = components.map(({ deploy }) => deploy?.type);
  const archives = components.flatMap(({ store }) => store?.archive ?? []);
  return await Promise.all([
    well("deno", `Deno ${versions.deno}`),
    localPlatform(),
    // The pre-push hook asks git for absolute paths.
    program("git", ["--version"], [2, 31], "Install git 2.31 or later."),
    program("node", ["--version"], [20, 19], "Install Node 20.19, 22.13, 24 or later."),
    ...deploys.includes("npm") ? [program("npm", ["--version"], [8, 0], "Install npm.")] : [],
    ...deploys.includes("ssh") ? [program("ssh", ["-V"], [0, 0], "Install an OpenSSH client.")] : [],
    ...deploys.includes("supabase") ? [supabase()] : [],
    ...archives.length > 0 ? [xcode()] : [],
    ...archives.some((line) => /\bfastlane\b/.test(line))
      ? [
        program(
          "fastlane",
          ["--version"],
          [2, 0],
          "Install fastlane: bundle install, or brew install fastlane.",
        ),
      ]
      : [],
  ]);
}

async function program(
  name: string,
  args: string[],
  least: [number, number],
  fix: string,
): Promise<Diagnosis> {
  const said = await output(name, args);
  if (said === undefined) return ill(name, `${name} is not installed`, fix);
  const [, major, minor] = /(\d+)\.(\d+)/.exec(said) ?? [];
  if (major === undefined) return unknown(name, `${name} does not say its version`, fix);
  const isNew = Number(major) > least[0] || (Number(major) === least[0] && Number(minor) >= least[1]);
  const message = `${name} ${major}.${minor}`;
  return isNew ? well(name, message) : ill(name, `${message} is too old`, fix);
}

async function output(name: string, args: string[]): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await promisify(execFile)(name, args, { timeout: 10_000 });
    return stdout + stderr;
  } catch {
    return undefined;
  }
}

function supabase(): Diagnosis {
  try {
    return well("supabase", `the Supabase CLI is ${projectSupabaseCli()}`);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return ill("supabase", error.message, error.hint);
  }
}

/** Nobody needs it to check or to ship. */
function localPlatform(): Diagnosis {
  return hasPlatform() ? well("platform", "the local platform is installed: slipway stack up") : well(
    "platform",
    `the local platform is not installed, and no ship needs it; to get it: ${platformHint}`,
  );
}

function xcode(): Diagnosis {
  return platform === "darwin"
    ? well("xcode", "archives are built on this machine")
    : unknown("xcode", "archives need a Mac, and this is none", "Run slipway ios ship on a Mac.");
}
