// slipway sentry: everything that ought to hold and does not.

import process from "node:process";
import { Command, InvalidArgumentError } from "commander";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";
import { keyPattern } from "../manifest/key-rule.ts";

interface Options {
  source: string;
  lesson?: string;
  history?: boolean;
  json?: boolean;
}

/** `slipway sentry`. Exit code 1 when something is broken, or could not be looked at. */
export function sentryCommand(): Command {
  return new Command("sentry")
    .description(
      "Look whether all that ought to hold does: branches, tags, versions, files, workflows. From a schedule: an issue for each thing that is broken, closed when it is healed; the same in Postgres and the chat.",
    )
    .option("--source <name>", "under which name findings are kept, where several look", sourceName, "sentry")
    .argument("[text]", "with --lesson: what was learned")
    .option("--lesson <key>", "keep with a finding, open or healed, what was learned from it")
    .option(
      "--history",
      "show what was found so far, since when, until when, and its lesson; looks at nothing",
    )
    .option("--json", "print what is broken as one line of JSON")
    .action(sentry);
}

async function sentry(text: string | undefined, { source, json, lesson, history }: Options): Promise<void> {
  const { findRoot } = await import("../manifest/load.ts");
  const { openSession } = await import("../ship/flow/session.ts");
  const { exitCodeOf, runSentry } = await import("../release/sentry/sentry.ts");
  const { keepLesson, showHistory } = await import("../release/sentry/history.ts");
  const output = createOutput({ json }, mask.apply);
  const session = await openSession(findRoot(process.cwd()), output, interruptSignal());
  if (lesson !== undefined || text !== undefined) return await keepLesson(session, source, lesson, text);
  if (history) return await showHistory(session);
  const broken = await runSentry(session, source);
  for (const { key, message } of broken) output.print(`${key}: ${message}`);
  for (const hint of new Set(broken.map(({ hint }) => hint))) output.note(`fix: ${hint}`);
  if (broken.length === 0) output.note("Everything holds.");
  output.json({ event: "result", outcome: broken.length === 0 ? "holds" : "broken", broken });
  process.exitCode = exitCodeOf(broken);
}

function sourceName(value: string): string {
  if (keyPattern.test(value)) return value;
  throw new InvalidArgumentError("A word of small letters, digits and dashes.");
}
