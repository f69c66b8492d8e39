// slipway workspace logs: what coding agents logged of this repository.

import process from "node:process";
import { Command, InvalidArgumentError } from "commander";
import { CommandError } from "../cli/command-error.ts";
import { confirmWith } from "../cli/confirm.ts";
import { exitCode } from "../cli/exit-code.ts";
import { mask } from "../cli/mask.ts";
import { createOutput, type Output } from "../cli/output.ts";
import type { AgentLog, LogPlace } from "../workspace/agent-logs.ts";
import { parseSize, sizeText } from "../workspace/size.ts";

interface Options {
  over?: number;
  prune?: boolean;
  yes?: boolean;
  json?: boolean;
}

/** `slipway workspace logs`. Exit code 5 when nobody agreed to a move, 1 when one failed. */
export function workspaceLogsCommand(): Command {
  return new Command("logs")
    .description(
      "List the logs that Claude Code keeps of this repository, its worktrees and component folders: the largest first, with what each is about, and " +
        "whether it is in use (written within 15 minutes).",
    )
    .option("--over <size>", "only those that are larger, with their subagents: 50M, 1.5G", size)
    .option(
      "--prune",
      "move those that are larger than --over, with their subagents, into an archive; none in use, and none is deleted",
    )
    .option("-y, --yes", "move without a question")
    .option("--json", "one line of JSON")
    .action(logs);
}

async function logs({ over, prune, yes, json }: Options): Promise<void> {
  if (prune && over === undefined) {
    throw new CommandError(
      "options_incomplete",
      "--prune is about sizes",
      "Give --over as well, as --over 50M.",
      exitCode.usage,
    );
  }
  const output = createOutput({ json }, mask.apply);
  const { findRoot } = await import("../manifest/load.ts");
  const { openGit } = await import("../git/git.ts");
  const { now } = await import("../runtime.ts");
  const { logPlace } = await import("../workspace/log-place.ts");
  const { listLogs } = await import("../workspace/agent-logs.ts");
  const place = await logPlace(openGit(findRoot(process.cwd())));
  const found = (await listLogs(place, now())).filter(({ bytes }) => bytes > (over ?? -1));
  if (prune) return await archive(output, place, found, yes ?? false);
  const { logLines } = await import("../workspace/log-lines.ts");
  for (const line of logLines(found, now())) output.print(line);
  if (found.length === 0) {
    output.note(
      `${place.projects} has no log of this repository${over === undefined ? "" : " of that size"}.`,
    );
  }
  output.json({ logs: found.map(logJson), bytes: sum(found) });
}

async function archive(output: Output, place: LogPlace, found: AgentLog[], isYes: boolean): Promise<void> {
  const { archiveLogs } = await import("../workspace/archive-logs.ts");
  const { archiveOf } = await import("../workspace/log-place.ts");
  const { now } = await import("../runtime.ts");
  const to = archiveOf(place);
  const idle = found.filter(({ isActive }) => !isActive);
  if (idle.length > 0) {
    await requireYes(output, `${idle.length} logs (${sizeText(sum(idle))}) move to ${to}.`, isYes);
  }
  const onMoved = (log: AgentLog, path: string) => output.print(`moved ${sizeText(log.bytes)} to ${path}`);
  const { moved, stayed } = await archiveLogs(found, to, { now, onMoved });
  for (const { log, why } of stayed) output.note(`${log.path} stays: ${why}`);
  if (found.length === 0) output.note("No log is that large.");
  output.json({
    event: "result",
    moved: moved.map(({ log, to }) => ({ ...logJson(log), to })),
    stayed: stayed.map(({ log, why }) => ({ ...logJson(log), why })),
  });
  const troubles = stayed.filter(({ isTrouble }) => isTrouble);
  if (troubles.length === 0) return;
  throw new CommandError(
    "logs_not_moved",
    troubles.map(({ log, why }) => `${log.path}: ${why}`).join("\n    "),
    "They are where they were. Fix what is named, then run it again.",
  );
}

/** Raises `confirmation_missing` without a terminal, `not_confirmed` when the person says no; both exit 5. */
async function requireYes(output: Output, what: string, isYes: boolean): Promise<void> {
  const confirm = confirmWith(output, isYes);
  if (confirm === undefined) {
    throw new CommandError(
      "confirmation_missing",
      `${what} There is no terminal to ask on`,
      "Add --yes.",
      exitCode.refused,
    );
  }
  if (await confirm(`${what} Go on?`)) return;
  throw new CommandError("not_confirmed", "nobody agreed", "Nothing was moved.", exitCode.refused);
}

function logJson({ id, path, bytes, modified, isActive, title, cwd }: AgentLog) {
  return {
    id,
    file: path,
    bytes,
    modified_at: new Date(modified).toISOString(),
    is_active: isActive,
    title,
    cwd,
  };
}

function sum(logs: readonly AgentLog[]): number {
  return logs.reduce((total, { bytes }) => total + bytes, 0);
}

function size(value: string): number {
  const bytes = parseSize(value);
  if (bytes !== undefined) return bytes;
  throw new InvalidArgumentError("A size is a number with K, M or G, as 50M.");
}
