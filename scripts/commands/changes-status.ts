// slipway changes status: which tracks a branch touches without a change file.

import process from "node:process";
import { Command } from "commander";
import { exitCode } from "../cli/exit-code.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";

interface Options {
  base?: string;
  exitCode?: boolean;
  json?: boolean;
}

/** `slipway changes status`. Exit code 7 with --exit-code when a change file is missing or can't be read, 5 when the clone is not fit for it. */
export function changesStatusCommand(): Command {
  return new Command("status")
    .description(
      "Say which tracks this branch touches, and which of them lack a change file. Needs no network.",
    )
    .option("--base <branch>", "the branch it will be merged into (default: the one that ships)")
    .option("--exit-code", "end with exit code 7 when a change file is missing or can't be read")
    .option("--json", "print it as one line of JSON")
    .action(status);
}

async function status({ base, exitCode: isAsked, json }: Options): Promise<void> {
  const output = createOutput({ json }, mask.apply);
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  const { openGit } = await import("../git/git.ts");
  const { readBranch } = await import("../history/changes/branch-changes.ts");
  const { root, manifest } = await loadWorkspace(findRoot(process.cwd()));
  const branch = await readBranch(openGit(root), manifest, base);
  const missing = branch.tracks.filter(({ isNeeded, changes }) => isNeeded && changes.length === 0);
  for (const { track, files, changes, isNeeded } of branch.tracks) {
    const told = changes.length > 0
      ? changes.join(", ")
      : isNeeded
      ? "no change file"
      : "needs no change file";
    output.print(`${track}: ${files.length} ${files.length === 1 ? "file" : "files"}, ${told}`);
  }
  if (branch.tracks.length === 0) output.print(`No track is touched since ${branch.base}.`);
  for (const { message, hint } of branch.findings) output.note(`${message}\nfix: ${hint}`);
  if (missing.length > 0) {
    const [first] = missing;
    output.note(
      `fix: slipway changes add --track ${first?.track} --bump patch -m "…"; --empty when users notice nothing.`,
    );
  }
  output.json({
    base: branch.base,
    merge_base: branch.mergeBase,
    tracks: branch.tracks.map(({ track, files, changes, isNeeded }) => ({
      track,
      files,
      changes,
      is_needed: isNeeded,
    })),
    missing: missing.map(({ track }) => track),
    findings: branch.findings,
  });
  if (isAsked && missing.length + branch.findings.length > 0) process.exitCode = exitCode.drift;
}
