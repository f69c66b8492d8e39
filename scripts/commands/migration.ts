// slipway migration: the life of a migration before it reaches an environment.

import process from "node:process";
import { Command, Option } from "commander";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";

interface Options {
  json?: boolean;
}

/** The group of commands: new, reset, types, check. */
export function migrationCommand(): Command {
  return new Command("migration")
    .description(
      "The life of a migration up to an environment: a new file, a fresh local database, types, CI's check.",
    )
    .addCommand(newCommand())
    .addCommand(resetCommand())
    .addCommand(typesCommand())
    .addCommand(checkCommand());
}

function newCommand(): Command {
  return new Command("new")
    .description("Add an empty migration with the timestamp of now.")
    .argument("<name>", "a few words, as add_notes")
    .option("--contract", "it takes something away, and is applied after the code")
    .option("--json", "print one line of JSON")
    .action(async (name: string, { json, contract = false }: Options & { contract?: boolean }) => {
      const output = createOutput({ json }, mask.apply);
      const { findRoot } = await import("../manifest/load.ts");
      const { newMigration } = await import("../migrations/new-migration.ts");
      const made = { isContract: contract, signal: interruptSignal() };
      const { file, isOutOfOrder } = await newMigration(findRoot(process.cwd()), name, made);
      if (isOutOfOrder) {
        output.warn(
          "migration_out_of_order",
          "another file has a newer timestamp than now; rename one of them",
        );
      }
      output.print(file);
      output.json({ event: "result", file, phase: contract ? "contract" : "expand" });
    });
}

function resetCommand(): Command {
  const remotes = ["--remote [target]", "--linked", "--db-url <url>", "--project-ref <ref>"];
  const command = new Command("reset")
    .description("Empty the local database and apply every migration; never a hosted one.")
    .argument("[environment]", "there is none to name: only the local database is reset")
    .option("--json", "print one line of JSON")
    .action(async (environment: string | undefined, { json, ...others }: Options) => {
      const output = createOutput({ json }, mask.apply);
      const { resetIsLocal, resetLocal } = await import("../migrations/reset.ts");
      const [option] = Object.keys(others);
      if (environment !== undefined || option !== undefined) throw resetIsLocal(environment ?? `--${option}`);
      const { findRoot } = await import("../manifest/load.ts");
      const { database } = await resetLocal(findRoot(process.cwd()), interruptSignal());
      const which = database === "platform" ? "the local platform" : "supabase start";
      output.print(`The database of ${which} is new, with every migration.`);
      output.json({ event: "result", outcome: "reset", database });
    });
  // what people know from the CLI is answered, not taken for a typing error
  for (const flags of remotes) command.addOption(new Option(flags).hideHelp());
  return command;
}

function typesCommand(): Command {
  return new Command("types")
    .description(
      "Generate the database's types from the migrations, to where version.json says or where they are.",
    )
    .option("--check", "only compare: exit code 5 when they differ")
    .option("--json", "print one line of JSON")
    .action(async ({ json, check = false }: Options & { check?: boolean }) => {
      const output = createOutput({ json }, mask.apply);
      const { generateTypes } = await import("../migrations/types.ts");
      const around = { isCheck: check, output, signal: interruptSignal() };
      const { file, outcome } = await generateTypes(await here(), around);
      output.print(
        outcome === "written" ? `${file} is written; format it as the rest.` : `${file} is up to date.`,
      );
      output.json({ event: "result", file, outcome });
    });
}

function checkCommand(): Command {
  return new Command("check")
    .description(
      "What CI asks: every migration applies to an empty database, and the committed types are those it gives.",
    )
    .option("--json", "print one line of JSON")
    .addHelpText(
      "after",
      `
The database is a new one of the local platform, or the empty one that SLIPWAY_CI_DATABASE_URL names; never one of an environment. In CI it
refuses to run where a credential of one can be seen. Exit code 5 when something is wrong.`,
    )
    .action(async ({ json }: Options) => {
      const output = createOutput({ json }, mask.apply);
      const { checkMigrations } = await import("../migrations/check.ts");
      const { migrations, types } = await checkMigrations(await here(), {
        output,
        signal: interruptSignal(),
      });
      output.print(
        `${migrations} migrations apply to an empty database, and ${
          types === null ? "there are no generated types to compare" : `${types} is what they generate`
        }.`,
      );
      output.json({ event: "result", outcome: "well", migrations, types });
    });
}

async function here() {
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  return await loadWorkspace(findRoot(process.cwd()));
}
