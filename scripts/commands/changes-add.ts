// slipway changes add: a change file.

import process from "node:process";
import { Command, Option } from "commander";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { mask } from "../cli/mask.ts";
import { createOutput, type Output } from "../cli/output.ts";
import type { Manifest } from "../manifest/schema.ts";
import type { NewChange } from "../history/changes/add-change.ts";

type Level = "major" | "minor" | "patch";

interface Options {
  track?: string[];
  bump?: Level;
  message?: string;
  empty?: boolean;
  json?: boolean;
}

/** `slipway changes add`. Exit code 2 when something is not said and nobody can be asked. */
export function changesAddCommand(): Command {
  return new Command("add")
    .description(
      "Write a change file: what changed for users, of which tracks, and how far their versions rise by it.",
    )
    .option("--track <key>", "a track that it changes; may be given several times", collect)
    .addOption(new Option("--bump <level>", "how far its version rises").choices(["major", "minor", "patch"]))
    .option("-m, --message <text>", "what changed, in Markdown, for users")
    .option("--empty", "a file that says: users notice nothing of this")
    .option("--json", "print the file's path as one line of JSON")
    .addHelpText(
      "after",
      `
At a terminal what is not given is asked for. The file is one of .changeset as changesets writes them, so both tools read it.`,
    )
    .action(add);
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

async function add(options: Options): Promise<void> {
  const output = createOutput(options, mask.apply);
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  const { openGit } = await import("../git/git.ts");
  const { listedTree } = await import("../history/changes/listed-tree.ts");
  const { addChange } = await import("../history/changes/add-change.ts");
  const workspace = await loadWorkspace(findRoot(process.cwd()));
  const change = await changeOf(options, workspace.manifest, output);
  const path = await addChange({ ...workspace, tree: listedTree(openGit(workspace.root)) }, change);
  output.print(`wrote ${path}`);
  output.json({ file: path, releases: Object.fromEntries(change.releases) });
}

async function changeOf(options: Options, manifest: Manifest, output: Output): Promise<NewChange> {
  const { track = [], bump, message, empty } = options;
  const { releaseOf } = await import("../history/track-story.ts");
  for (const key of track) releaseOf(manifest, key);
  if (empty) {
    if (track.length > 0 || bump !== undefined) throw conflict();
    return { releases: new Map(), summary: message ?? "" };
  }
  if (track.length > 0 && bump !== undefined && message?.trim()) {
    return { releases: new Map(track.map((key) => [key, bump])), summary: message };
  }
  if (output.isInteractive) {
    const { askForChange } = await import("../history/changes/ask.ts");
    return await askForChange(manifest, { tracks: track, bump, message });
  }
  const missing = [
    track.length === 0 && "--track",
    bump === undefined && "--bump",
    !message?.trim() && "-m",
  ].filter((name) => typeof name === "string");
  throw new CommandError(
    "change_incomplete",
    `${missing.join(" and ")} ${
      missing.length === 1 ? "is" : "are"
    } missing, and there is no terminal to ask on`,
    'For example: slipway changes add --track web --bump minor -m "Orders can be exported."',
    exitCode.usage,
  );
}

function conflict(): CommandError {
  return new CommandError(
    "options_conflict",
    "--empty names no track and no level",
    "Leave --track and --bump out, or --empty.",
    exitCode.usage,
  );
}
