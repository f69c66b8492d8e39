import { commandEnvironment, type DeployContext } from "../context.ts";
import { type PlannedCommand, quote } from "../planned-command.ts";

/** A command of the Supabase CLI. It gets no database credential but `credential`; `workdir` is the context's root unless given. */
export function planCli(
  context: DeployContext,
  args: string[],
  { credential, workdir = context.root }: { credential?: Record<string, string>; workdir?: string } = {},
): PlannedCommand {
  return {
    program: () => findCli(context.root),
    args: [...args, "--workdir", workdir],
    cwd: workdir,
    env: { ...commandEnvironment(context), ...credential, ...quietCli },
    shown: ["supabase", ...args].map(quote).join(" "),
  };
}

/** The CLI reports no usage and asks for no updates. */
export const quietCli = {
  SUPABASE_TELEMETRY_DISABLED: "1",
  DO_NOT_TRACK: "1",
  SUPABASE_NO_UPDATE_NOTIFIER: "1",
};

/** Looked for only when it runs: what finds it takes longer to load than everything else here. */
async function findCli(root: string): Promise<string> {
  const { projectSupabaseCli } = await import("../../supabase-cli.ts");
  return projectSupabaseCli(root);
}

/** The environment's project, else the one that `supabase link` named. */
export function remote({ environment: { projectRef } }: DeployContext): string {
  return projectRef === undefined ? "--remote" : `--remote=${projectRef}`;
}
