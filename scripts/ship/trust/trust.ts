import { CommandError } from "../../cli/command-error.ts";
import type { Confirm } from "../../cli/confirm.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { Output } from "../../cli/output.ts";
import { keepAgreed, readAgreed } from "../../git/agreed.ts";
import type { Git } from "../../git/git.ts";
import type { Manifest } from "../../manifest/schema.ts";
import { sha256 } from "../../runtime.ts";
import { commandsOf } from "./commands.ts";

/** Whose commands are looked at. */
interface TrustScope {
  git: Git;
  workspace: { manifest: Manifest };
  output: Output;
}

/** Manifests that have been looked at since this process began. */
const trusted = new WeakSet<Manifest>();

/**
 * Lets the commands of version.json run only as this person last shipped with them: what is new or says something else is shown, and asked
 * about. The first ship of a clone has nothing to compare with and remembers what it finds. A manifest that has passed is not looked at again.
 * Raises `commands_changed`, exit code 5, when nobody is there to ask, and when the answer is no.
 */
export async function trustCommands(scope: TrustScope, confirm: Confirm | undefined): Promise<void> {
  const { git, workspace: { manifest }, output } = scope;
  if (trusted.has(manifest)) return;
  const commands = commandsOf(manifest);
  const digests = new Map(
    await Promise.all(
      [...commands].map(async ([pointer, text]): Promise<[string, string]> => [pointer, await sha256(text)]),
    ),
  );
  const known = await readAgreed(git);
  const changed = [...digests].filter(([pointer, digest]) =>
    known !== undefined && known[pointer] !== digest
  );
  if (changed.length > 0) {
    for (const [pointer] of changed) {
      output.warn("command_changed", `${named(pointer)}: ${shownWhole(commands.get(pointer) ?? "")}`);
    }
    if (await confirm?.("Run these commands, which have changed since you last shipped?") !== true) {
      throw commandsChanged(changed.map(([pointer]) => named(pointer)));
    }
  }
  if (known === undefined || changed.length > 0 || Object.keys(known).length !== digests.size) {
    await keepAgreed(git, Object.fromEntries(digests));
  }
  trusted.add(manifest);
}

/** All of a command, on one line. Blanks that would push the rest out of sight are counted in their place. */
function shownWhole(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\p{Z}\p{Default_Ignorable_Code_Point}\u2800]{9,}/gu,
    (blanks) => `⟨${[...blanks].length} blanks⟩`,
  );
}

/** A pointer holds names that a branch chose. */
function named(pointer: string): string {
  return shownWhole(pointer).slice(1, -1);
}

function commandsChanged(pointers: readonly string[]): CommandError {
  return new CommandError(
    "commands_changed",
    `commands of version.json have changed since you last shipped from this clone: ${pointers.join(", ")}`,
    "Read them: git log -p version.json. Then run it again at a terminal, or with --yes.",
    exitCode.refused,
  );
}
