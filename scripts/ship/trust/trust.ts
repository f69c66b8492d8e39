import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { CommandError } from "../../cli/command-error.ts";
import type { Confirm } from "../../cli/confirm.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { Output } from "../../cli/output.ts";
import type { Git } from "../../git/git.ts";
import { repositoryIdentity } from "../../git/repository-identity.ts";
import type { Manifest } from "../../manifest/schema.ts";
import { randomHex, sha256 } from "../../runtime.ts";
import { slipwayFolder } from "../lease/clone.ts";
import { commandsOf } from "./commands.ts";

/** Whose commands are looked at. */
interface TrustScope {
  git: Git;
  upstream: { remote: string };
  workspace: { manifest: Manifest };
  output: Output;
}

/** Repository → JSON Pointer → SHA-256 of the command that was last agreed to. The commands themselves may name what is nobody's business. */
const remembered = z.record(z.string(), z.record(z.string(), z.string()));

/**
 * Lets the commands of version.json run only as this person last shipped with them: what is new or says something else is shown, and asked
 * about. The first ship of a clone has nothing to compare with and remembers what it finds. Raises `commands_changed`, exit code 5,
 * when nobody is there to ask, and when the answer is no.
 */
export async function trustCommands(scope: TrustScope, confirm: Confirm | undefined): Promise<void> {
  const { git, upstream, workspace, output } = scope;
  const commands = commandsOf(workspace.manifest);
  const digests = new Map(
    await Promise.all(
      [...commands].map(async ([pointer, text]): Promise<[string, string]> => [pointer, await sha256(text)]),
    ),
  );
  const [{ stdout }, { repository: identity }] = await Promise.all([
    git.run(["rev-parse", "--path-format=absolute", "--git-common-dir"]),
    repositoryIdentity(git, upstream.remote),
  ]);
  const file = join(slipwayFolder(stdout.trim()), "commands.json");
  const all = await readRemembered(file);
  const known = all[identity];
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
  if (known !== undefined && changed.length === 0 && Object.keys(known).length === digests.size) return;
  const next = `${file}.${randomHex(4)}`;
  const content = JSON.stringify({ ...all, [identity]: Object.fromEntries(digests) }, null, 2);
  await writeFile(next, `${content}\n`, { mode: 0o600 });
  await rename(next, file);
}

/** What can't be read is as if nobody had shipped; whoever can write there needs no version.json to run code. */
async function readRemembered(file: string): Promise<z.infer<typeof remembered>> {
  const text = await readFile(file, "utf8").catch(() => "{}");
  try {
    return remembered.parse(JSON.parse(text));
  } catch {
    return {};
  }
}

function commandsChanged(pointers: readonly string[]): CommandError {
  return new CommandError(
    "commands_changed",
    `commands of version.json have changed since you last shipped from this clone: ${pointers.join(", ")}`,
    "Read them: git log -p version.json. Then run it again at a terminal, or with --yes.",
    exitCode.refused,
  );
}
