import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { isLocalAddress } from "../deploy/migrations/database-address.ts";
import { runningStacks } from "../stack/running.ts";
import { cliFailed, runLocalCli } from "./local-cli.ts";

/** A database that was emptied, and has every migration again. */
interface Reset {
  /** The local platform of this repository, or what `supabase start` runs. */
  database: "platform" | "supabase";
}

/**
 * Empties the local database and applies every migration: that of the local platform which was started in this repository, else the one of
 * `supabase start`. Never another: `supabase db reset` would wipe a hosted project as well. Raises `reset_failed`.
 */
export async function resetLocal(root: string, signal: AbortSignal): Promise<Reset> {
  const stacks = await runningStacks();
  const here = stacks.find(({ folder, db_url }) =>
    `${folder}/`.startsWith(`${root}/`) && db_url !== undefined
  );
  const address = here?.db_url;
  if (address !== undefined && !isLocalAddress(new URL(address))) throw resetIsLocal("another machine");
  const target = address === undefined ? [] : [`--remote=${address}`];
  const said = await runLocalCli(
    root,
    ["db", "reset", ...target, "--yes", "--output-format", "json"],
    signal,
  );
  if (said.code === 0) return { database: address === undefined ? "supabase" : "platform" };
  throw cliFailed(
    "reset_failed",
    "supabase db reset",
    said,
    address === undefined
      ? "Start a local database in this repository: npx --no slipway stack up, or npx supabase start."
      : "Correct the migration that failed, then run it again.",
  );
}

/** `reset_is_local` (exit 5). */
export function resetIsLocal(what: string): CommandError {
  return new CommandError(
    "reset_is_local",
    `${what} is not reset: that would throw its data away`,
    "slipway migration reset empties the local database, and nothing else. An environment gets what it lacks by slipway migrate.",
    exitCode.refused,
  );
}
