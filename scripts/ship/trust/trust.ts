import { z } from "zod";
import { CommandError } from "../../cli/command-error.ts";
import type { Confirm } from "../../cli/confirm.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { Output } from "../../cli/output.ts";
import type { Project } from "../../control-plane/credentials.ts";
import type { Git } from "../../git/git.ts";
import type { Manifest } from "../../manifest/schema.ts";
import { sha256 } from "../../runtime.ts";
import { openCloneMemory } from "./clone-memory.ts";
import { commandsOf } from "./commands.ts";

/** Whose commands are looked at. */
interface TrustScope {
  git: Git;
  project: Pick<Project, "repository">;
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
  const { git, project: { repository }, workspace: { manifest }, output } = scope;
  if (trusted.has(manifest)) return;
  const commands = commandsOf(manifest);
  const digests = new Map(
    await Promise.all(
      [...commands].map(async ([pointer, text]): Promise<[string, string]> => [pointer, await sha256(text)]),
    ),
  );
  // JSON Pointer → SHA-256 of the command that was last agreed to: the commands themselves may name what is nobody's business
  const memory = await openCloneMemory(git, "commands.json", z.record(z.string(), z.string()));
  const known = (await memory.read())[repository];
  const changed = [...digests].filter(([pointer, digest]) =>
    known !== undefined && known[pointer] !== digest
  );
  if (changed.length > 0) {
    const shown = changed.map(([pointer]) =>
      `${pointer}: ${JSON.stringify(commands.get(pointer) ?? "").slice(0, 500)}`
    );
    for (const line of shown) output.warn("command_changed", line);
    if (await confirm?.("Run these commands, which have changed since you last shipped?") !== true) {
      throw commandsChanged(changed.map(([pointer]) => pointer));
    }
  }
  if (known === undefined || changed.length > 0 || Object.keys(known).length !== digests.size) {
    await memory.keep(repository, Object.fromEntries(digests));
  }
  trusted.add(manifest);
}

function commandsChanged(pointers: readonly string[]): CommandError {
  return new CommandError(
    "commands_changed",
    `commands of version.json have changed since you last shipped from this clone: ${pointers.join(", ")}`,
    "Read them: git log -p version.json. Then run it again at a terminal, or with --yes.",
    exitCode.refused,
  );
}
