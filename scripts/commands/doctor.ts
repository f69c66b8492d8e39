// slipway doctor: what would stop a ship, one line and one fix each.

import process from "node:process";
import { Command } from "commander";
import { exitCode } from "../cli/exit-code.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";

/** `slipway doctor [--json]`. Exit code 1 when something is wrong; what could not be asked is no failure. */
export function doctorCommand(): Command {
  return new Command("doctor")
    .description(
      "Look at everything that a ship depends on, in every environment: programs, clone, hooks, credentials, branches, addresses, variables, database, functions, transports, hosts.",
    )
    .option("--json", "print what was found as one line of JSON")
    .addHelpText(
      "after",
      `
✔ well   ✘ wrong, with what to type   ? could not be asked: never taken for well
Migrations and function secrets are asked with the Supabase CLI's login, or SUPABASE_ACCESS_TOKEN.`,
    )
    .action(doctor);
}

const marks = { ok: "✔", fail: "✘", unknown: "?" };
const colors = { ok: 32, fail: 31, unknown: 33 };

async function doctor({ json }: { json?: boolean }): Promise<void> {
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  const { examine } = await import("../setup/doctor/doctor.ts");
  const output = createOutput({ json }, mask.apply);
  const diagnoses = await examine(await loadWorkspace(findRoot(process.cwd())), output);
  const width = Math.max(...diagnoses.map(({ name }) => name.length));
  for (const { name, state, message, fix } of diagnoses) {
    output.print(`${name.padEnd(width)}  ${message}`, { sign: marks[state], color: colors[state] });
    if (fix) output.print(`  ${" ".repeat(width)}  → ${fix}`);
  }
  output.json({ diagnoses });
  if (diagnoses.some(({ state }) => state === "fail")) process.exitCode = exitCode.failure;
}
