import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { Manifest } from "../../manifest/schema.ts";

/** Which branch goes into which. */
export interface Branches {
  remote: string;
  from: string;
  to: string;
  /** Of which files `from`'s side counts. */
  theirs: readonly string[];
}

/** What version.json says, or the command line. Raises `back_merge_unset`, `back_merge_same` (exit 2). */
export function branchesOf(
  { ship: { remote, release } }: Pick<Manifest, "ship">,
  named: { from?: string; to?: string } = {},
): Branches {
  const from = named.from ?? release?.back_merge?.from;
  const to = named.to ?? release?.back_merge?.to;
  if (from === undefined || to === undefined) {
    throw usage(
      "back_merge_unset",
      "nothing says which branch goes into which",
      'Write it into version.json, ship.release.back_merge: { "from": "main", "to": "next" }, or say --from and --to.',
    );
  }
  if (from === to) {
    throw usage("back_merge_same", `${from} can't be merged into itself`, "Name two branches.");
  }
  return { remote, from, to, theirs: release?.back_merge?.theirs ?? [] };
}

function usage(code: string, message: string, hint: string): CommandError {
  return new CommandError(code, message, hint, exitCode.usage);
}
