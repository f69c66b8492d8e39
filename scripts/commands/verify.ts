// slipway verify: what is deployed, asked by hand or from a schedule.

import process from "node:process";
import { Command, InvalidArgumentError } from "commander";
import { confirmWith } from "../cli/confirm.ts";
import { exitCode } from "../cli/exit-code.ts";
import { interruptSignal } from "../cli/interrupt.ts";
import { mask } from "../cli/mask.ts";
import { createOutput } from "../cli/output.ts";

interface Options {
  env?: string;
  build?: number;
  scheduled?: boolean;
  yes?: boolean;
  json?: boolean;
}

/** `slipway verify <component...>`. Exit code 8 when something disagrees, 2 without a probe or a build, 4 without a variable that a probe needs. */
export function verifyCommand(): Command {
  return new Command("verify")
    .description(
      "Ask every probe of what is deployed: addresses, pages in a browser, the database. By hand, or from a schedule.",
    )
    .argument("<component...>", "keys in version.json")
    .option("--env <name>", "the environment; the one that announces when it is left out")
    .option(
      "--build <n>",
      "the build that has to be there; what is deployed when it is left out",
      buildNumber,
    )
    .option("--scheduled", "ask what is due, and tell the chat once when something breaks or heals")
    .option("-y, --yes", "answer every question with yes")
    .option("--json", "one line of JSON per component; the last line is the result")
    .addHelpText(
      "after",
      `
  slipway verify api --env staging
  slipway verify api web --scheduled      from a schedule, every few minutes
A probe that was skipped is no proof: exit code 8, unless it is optional.`,
    )
    .action(verify);
}

async function verify(components: string[], options: Options): Promise<void> {
  const { findRoot } = await import("../manifest/load.ts");
  const { openSession } = await import("../ship/flow/session.ts");
  const { trustCommands } = await import("../ship/trust/trust.ts");
  const { createContext } = await import("../deploy/context.ts");
  const { checkDeployed } = await import("../verification/check.ts");
  const { wantedBuild } = await import("../verification/wanted.ts");
  const { isHeld } = await import("../ship/lease/is-held.ts");
  const output = createOutput(options, mask.apply);
  const isScheduled = options.scheduled ?? false;
  const session = await openSession(
    findRoot(process.cwd()),
    output,
    interruptSignal(),
    isScheduled ? "secret" : "any",
    options.env,
  );
  const { control, canWrite: canRecord, environment, workspace: { manifest } } = session;
  const scope = session;
  const look = async () => canRecord ? await control.environmentStatus() : undefined;
  const first = await look();
  const wantedBy = (status: typeof first, component: string) => {
    const deployedIn = (name: string) => {
      const row = status?.environments.find((each) => each.name === name)?.deployed
        .find((each) => each.component === component);
      return Promise.resolve(row && { build: row.build, version: row.version, sha: row.sha ?? "" });
    };
    return wantedBuild({ control, environment, deployedIn }, component, options.build);
  };
  // an unknown component is named before anything is asked
  for (const component of components) createContext(scope, component);
  await trustCommands(session, confirmWith(output, options.yes ?? false));
  let isVerified = true;
  for (const component of components) {
    const wanted = await wantedBy(first, component);
    const context = createContext(scope, component, {
      ...wanted,
      resumeHint: `slipway verify ${component} --env ${environment.name}`,
    });
    const isMoving = async () =>
      await isHeld(control, manifest, { environment: environment.name, component }) ||
      (await wantedBy(await look(), component)).build !== wanted.build;
    const checked = await checkDeployed(context, { control, canRecord, isScheduled, isMoving });
    const outcome = checked.isMoving
      ? "moving"
      : checked.findings.length === 0
      ? "verified"
      : "failed-verify";
    isVerified &&= outcome !== "failed-verify";
    if (checked.isMoving) output.note(`${component} is being shipped: what was seen counts for nothing`);
    for (const { probe, state, saw, ms } of checked.results) {
      output.print(`${state.padEnd(7)} ${component} ${wanted.build}: ${probe} ${saw} (${ms} ms)`);
    }
    for (const hint of new Set(checked.findings.map((finding) => finding.hint))) output.note(`fix: ${hint}`);
    if (checked.later > 0) output.note(`${component}: ${checked.later} probes are asked another time`);
    const { results, findings, later } = checked;
    const facts = { component, environment: environment.name, build: wanted.build, outcome };
    output.json({ event: "component", ...facts, results, findings, later });
  }
  if (session.workspace.manifest.ship.bootstrap.some(({ registration }) => registration !== undefined)) {
    const { registrationFindings } = await import("../bootstrap/registration.ts");
    for (const { code, message, hint } of await registrationFindings(scope)) {
      output.warn(code, `${message}. ${hint}`);
    }
  }
  if (!canRecord) output.note("Nothing was recorded: that needs a secret key.");
  output.json({ event: "result", outcome: isVerified ? "verified" : "failed-verify" });
  if (!isVerified) process.exitCode = exitCode.unverified;
}

function buildNumber(value: string): number {
  if (/^\d{1,16}$/.test(value) && Number.isSafeInteger(Number(value))) return Number(value);
  throw new InvalidArgumentError("A whole number.");
}
