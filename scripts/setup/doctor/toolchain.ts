import { versions } from "node:process";
import { CommandError } from "../../cli/command-error.ts";
import type { Workspace } from "../../manifest/load.ts";
import { hasPlatform, platformHint } from "../../platform.ts";
import { commandsOf } from "../../ship/trust/commands.ts";
import { projectSupabaseCli } from "../../supabase-cli.ts";
import { examineApple } from "./apple.ts";
import { type Diagnosis, ill, well } from "./diagnosis.ts";
import { examineGradle } from "./gradle.ts";
import { examineProgram } from "./program.ts";

/** Programs that this project's ships start, and the oldest version that will do; what a build needs of the commit beside them. */
export async function examineToolchain(workspace: Workspace): Promise<Diagnosis[]> {
  const { manifest } = workspace;
  const deploys = Object.values(manifest.components).map(({ deploy }) => deploy?.type);
  const lines = [...commandsOf(manifest).values()];
  const mentions = (program: RegExp) => lines.some((line) => program.test(line));
  const [programs, apple, gradle] = await Promise.all([
    Promise.all([
      well("deno", `Deno ${versions.deno}`),
      localPlatform(),
      // The pre-push hook asks git for absolute paths.
      examineProgram({
        ...{ name: "git", args: ["--version"], least: [2, 31] },
        fix: "Install git 2.31 or later.",
      }),
      examineProgram({
        ...{ name: "node", args: ["--version"], least: [20, 19] },
        fix: "Install Node 20.19, 22.13, 24 or later.",
      }),
      ...deploys.includes("npm")
        ? [examineProgram({ name: "npm", args: ["--version"], least: [8, 0], fix: "Install npm." })]
        : [],
      ...deploys.includes("ssh")
        ? [examineProgram({ name: "ssh", args: ["-V"], least: [0, 0], fix: "Install an OpenSSH client." })]
        : [],
      ...deploys.includes("supabase") ? [supabase()] : [],
      ...mentions(/\bpsql\b/)
        ? [examineProgram({
          ...{ name: "psql", args: ["--version"], least: [0, 0] },
          fix: "Install PostgreSQL's client: apt install postgresql-client, or brew install libpq.",
        })]
        : [],
    ]),
    examineApple(workspace),
    examineGradle(workspace),
  ]);
  return [...programs, ...apple, ...gradle];
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
