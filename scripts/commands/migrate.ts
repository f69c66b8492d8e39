// slipway migrate: what an environment's database lacks, tried or applied, as a step of its own.

import process from "node:process";
import { Command, Option } from "commander";
import { refuseAll } from "../cli/command-error.ts";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput, type Output } from "../cli/output.ts";
import { addWaitOptions, type Wait, waitSecondsOf } from "../cli/wait-option.ts";
import type { Session } from "../ship/flow/session.ts";

type Phase = "expand" | "contract" | "all";

interface Options {
  dryRun?: boolean;
  phase: Phase;
  includeAll?: boolean;
  yes?: boolean;
  json?: boolean;
  wait?: Wait;
}

/** `slipway migrate <environment>`. Exit code 5 when something speaks against it, 6 when somebody else is at it, 9 when a file failed. */
export function migrateCommand(): Command {
  const command = new Command("migrate")
    .description(
      "Apply an environment's pending migrations as a recorded step of its own, before or after the code.",
    )
    .argument("<environment>", "its name in version.json")
    .option("--dry-run", "show what is pending, and record that; nothing is applied")
    .addOption(
      new Option("--phase <phase>", "only what expands, before the code, or only what contracts, after it")
        .choices(["expand", "contract", "all"]).default("all"),
    )
    .option("--include-all", "also migrations that are older than what is applied")
    .option("-y, --yes", "answer every question with yes")
    .option("--json", "print one line of JSON")
    .addHelpText(
      "after",
      `
A migration says in its first line when it is applied: -- slipway: expand (before the code; what a file without such a line is) or
-- slipway: contract (after it). An environment that is promoted to, or that announces while there are others, takes only a set that was
tried there: run it with --dry-run first. A run that ended half-way is run again: it goes on with what is left.`,
    )
    .action(run);
  return addWaitOptions(command);
}

async function run(environment: string, options: Options): Promise<void> {
  const output = createOutput(options, mask.apply);
  const { findRoot } = await import("../manifest/load.ts");
  const { openSession } = await import("../ship/flow/session.ts");
  const { sessionFor } = await import("../migrations/database.ts");
  const opened = await openSession(findRoot(process.cwd()), output, interruptSignal());
  const session = sessionFor(opened, environment);
  await (options.dryRun ? dryRun(session, options) : apply(session, output, options));
}

async function dryRun(session: Session, { phase, includeAll = false }: Options): Promise<void> {
  const { tryMigrations } = await import("../migrations/try-migrations.ts");
  const { output, environment: { name } } = session;
  const { files, digest, problems, warnings, run } = await tryMigrations(session, phase, includeAll);
  const wanted = files.map((file) => ({ ...file, now: phase === "all" || file.phase === phase }));
  if (files.length === 0) output.print(`Nothing is pending in ${name}.`);
  else output.print(`${files.length} migrations are pending in ${name}:`);
  for (const { name, phase, now } of wanted) {
    output.print(`  ${name}  ${phase}${now ? "" : " (not in this phase)"}`);
  }
  for (const { code, message, hint } of warnings) output.warn(code, `${message}. ${hint}`);
  output.print(`digest ${digest}, recorded as run ${run.id}`);
  output.json({
    ...{ event: "dry_run", environment: name, digest, files, phase, problems, warnings },
    ...{ run: run.id, recorded_at: run.recorded_at, outcome: run.outcome },
  });
  if (problems.length > 0) throw refuseAll("migrations_unfit", problems);
}

async function apply(session: Session, output: Output, options: Options): Promise<void> {
  const { migrate } = await import("../migrations/migrate.ts");
  const { phase, includeAll = false, yes = false, wait } = options;
  const { name } = session.environment;
  const waitSeconds = waitSecondsOf(wait, output);
  const { applied, ms, digest, sha } = await migrate(session, {
    ...{ phase, yes, waitSeconds },
    isAnyOrder: includeAll,
  });
  const which = phase === "all" ? "" : ` that ${phase}s`;
  if (applied.length === 0) output.print(`Nothing${which} is pending in ${name}.`);
  else output.print(`${name} got ${applied.length} migrations in ${ms} ms: ${applied.join(", ")}.`);
  output.json({
    ...{ event: "result", outcome: applied.length === 0 ? "nothing_pending" : "applied", environment: name },
    ...{ phase, applied, ms, digest, sha },
  });
}
