// slipway repair: what a dump does not carry, put back.

import process from "node:process";
import { Command, InvalidArgumentError } from "commander";
import { exitCode } from "../cli/exit-code.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";

interface Options {
  adopt?: string;
  json?: boolean;
}

/** `slipway repair [--adopt <reason>] [--json]`. Exit code 1 when the project is a copy and stays one, 4 without a credential. */
export function repairCommand(): Command {
  return new Command("repair")
    .description(
      "Put back what a dump of the database does not carry: the sweep's job and the vault's secrets.",
    )
    .option(
      "--adopt <reason>",
      "this project, which was restored or copied, is where its rows are at home now",
      reason,
    )
    .option("--json", "print what was done as one line of JSON")
    .addHelpText(
      "after",
      `
The vault gets the wake token of the secret key that ships use (slipway link, or SLIPWAY_SECRET_KEY), never the key: the token wakes functions and opens
nothing else. A second call changes nothing.
A copy of a project sends nothing until it is adopted: then what was under way ends, and whom it did not reach stays untold.`,
    )
    .action(run);
}

async function run({ adopt, json }: Options): Promise<void> {
  const output = createOutput({ json }, mask.apply);
  const { findRoot, loadWorkspace } = await import("../manifest/load.ts");
  const { resolveEnvironment } = await import("../manifest/environment.ts");
  const { connect } = await import("../control-plane/control-plane.ts");
  const { readCredential } = await import("../control-plane/credentials.ts");
  const { resolveProject } = await import("../control-plane/project.ts");
  const { wakeToken } = await import("../../functions/_shared/contract/wake-token.ts");
  const { openGit } = await import("../git/git.ts");
  const { actorName } = await import("../control-plane/actor.ts");
  const { root, manifest } = await loadWorkspace(findRoot(process.cwd()));
  const project = await resolveProject(openGit(root), manifest, resolveEnvironment(manifest));
  const credential = await readCredential(project, "secret");
  const control = connect(credential);

  const { repaired, home } = await control.repair({
    projectUrl: credential.url,
    wakeToken: await wakeToken(credential.key),
  });
  output.print(repaired.length === 0 ? "Nothing was missing." : `Put back: ${repaired.join(", ")}.`);
  const adopted = adopt === undefined
    ? undefined
    : await control.adoptHome({ reason: adopt, actor: actorName() });
  if (adopted !== undefined) {
    output.print(
      `${credential.url} is the home of its rows now. ${adopted.ended} deliveries ended, ${adopted.halted} rollouts stand still; ` +
        `the next announcement is #${adopted.seq + 1}.`,
    );
  }
  const away = (adopted?.home ?? home).away;
  output.json({ repaired, adopted: adopted !== undefined, away });
  if (away === null) return;
  output.warn("project_away", `this is a copy of ${home.url ?? "a project"} (${away}), and sends nothing`);
  output.print("If it takes that project's place: slipway repair --adopt '<why>'.");
  process.exitCode = exitCode.failure;
}

function reason(value: string): string {
  if (value.trim() !== "") return value;
  throw new InvalidArgumentError("A reason needs words.");
}
