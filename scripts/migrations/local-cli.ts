import process from "node:process";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { mask } from "../cli/mask.ts";
import { quietCli } from "../deploy/adapters/supabase-command.ts";
import { capture } from "../deploy/capture.ts";
import { projectSupabaseCli } from "../supabase-cli.ts";

/** Nothing by which the CLI would find a project or its database. */
const remoteVariable = /^(SLIPWAY_|SUPABASE_(DB_|ACCESS_TOKEN|PROJECT_ID|PROJECT_REF|WORKDIR)|PG[A-Z]+$)/;

interface Said {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the Supabase CLI where it can meet nothing but what `args` name: without a token, a linked password or an address. */
export function runLocalCli(root: string, args: string[], signal: AbortSignal): Promise<Said> {
  const own = Object.entries(process.env).flatMap(([name, value]): [string, string][] =>
    value === undefined || remoteVariable.test(name) ? [] : [[name, value]]
  );
  return capture({
    program: () => Promise.resolve(projectSupabaseCli(root)),
    args: [...args, "--workdir", root],
    cwd: root,
    env: { ...Object.fromEntries(own), ...quietCli, SUPABASE_NO_KEYRING: "1" },
    shown: ["supabase", ...args].join(" "),
  }, signal);
}

/** What the CLI said of its failure, in its JSON or as its last line. */
export function reasonOf({ stdout, stderr, code }: Said): string {
  for (const line of stdout.split("\n").toReversed()) {
    try {
      const said: unknown = Reflect.get(Object(Reflect.get(Object(JSON.parse(line)), "error")), "message");
      if (typeof said === "string") return mask.apply(said.trim());
    } catch { /* no JSON */ }
  }
  return mask.apply(stderr.trim().split("\n").at(-1) || `it ended with code ${code}`);
}

/** A failure of the CLI as one of the command. */
export function cliFailed(code: string, what: string, said: Said, hint: string): CommandError {
  return new CommandError(code, `${what}: ${reasonOf(said)}`, hint, exitCode.failure);
}
