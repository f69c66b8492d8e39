import process from "node:process";
import { confirmWith } from "../cli/confirm.ts";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Output } from "../cli/output.ts";
import { openGit } from "../git/git.ts";
import { readRepository } from "../git/repository.ts";
import type { Wait } from "../cli/wait-option.ts";
import { shareOf } from "../rollout/share.ts";
import { findRoot } from "../manifest/load.ts";
import { hasChanged } from "./has-changed.ts";
import { printOutcome, type Shipped } from "./record/outcome.ts";
import { openSession, type Session } from "./flow/session.ts";
import { shipComponent } from "./ship.ts";

/** Of `slipway ship`, as the command line gives them. */
export interface ShipOptions {
  deploy: boolean;
  message?: string;
  /** The share of the devices, in hundredths of a percent. */
  to?: number;
  dryRun?: boolean;
  yes?: boolean;
  json?: boolean;
  resume?: string | true;
  abandon?: string | true;
  wait?: Wait;
  exitCode?: boolean;
  env?: string;
  changed?: boolean;
  reason?: string;
}

interface Around {
  output: Output;
  signal: AbortSignal;
  /** Seconds to wait for other ships. */
  waitSeconds: number;
}

/** What `slipway ship` does, whichever of its forms was asked for. */
export async function runShip(
  named: string | undefined,
  options: ShipOptions,
  around: Around,
): Promise<void> {
  const { output, signal, waitSeconds } = around;
  const need = options.dryRun ? "any" : "secret";
  const root = findRoot(process.cwd());
  // git looks at the clone while this process reads version.json
  const repository = readRepository(openGit(root));
  repository.catch(() => {});
  const session = await openSession(root, output, signal, need, options.env);
  // "--resume dashboard": the option takes what was meant as the component
  const { components } = session.workspace.manifest;
  const isKey = (given: unknown) => typeof given === "string" && Object.hasOwn(components, given);
  const component = named ??
    [options.resume, options.abandon].filter(isKey).find((key) => typeof key === "string");
  const id = (given: string | true) => given === true || isKey(given) ? undefined : given;
  const confirm = confirmWith(output, options.yes ?? false);
  const common = {
    isDeploying: options.deploy,
    message: options.message,
    share: shareOf(options.to),
    reason: options.reason,
    waitSeconds,
    confirm,
  };

  if (options.abandon !== undefined) {
    const { abandonShip } = await import("./resume/abandon.ts");
    const request = {
      id: id(options.abandon),
      component,
      reason: options.message,
      confirm,
    };
    const { ship, component: abandoned } = await abandonShip(session, request);
    output.print(
      `Ship ${ship} of ${abandoned} is given up. Its number stays used, and what it wrote stays where it is.`,
    );
    return output.json({ event: "result", ship, component: abandoned, outcome: "abandoned" });
  }
  if (options.resume !== undefined) {
    const { resumeShip } = await import("./resume/resume.ts");
    return print(output, await resumeShip(session, { id: id(options.resume), component, ...common }));
  }
  if (options.changed) {
    const { shipChanged } = await import("./ship-changed.ts");
    return await shipChanged(session, common, (shipped) => print(output, shipped));
  }
  if (component === undefined) {
    throw new CommandError(
      "component_missing",
      "ship needs a component",
      `There are ${Object.keys(session.workspace.manifest.components).join(", ")}.`,
      exitCode.usage,
    );
  }
  if (options.dryRun) return await dryRun(session, { component, ...common });
  if (options.exitCode && !await hasChanged(session, component)) {
    output.json({ event: "result", component, outcome: "nothing_to_do" });
    process.exitCode = exitCode.nothingToDo;
    return;
  }
  print(output, await shipComponent(session, { component, ...common }, repository));
}

async function dryRun(session: Session, request: Parameters<typeof shipComponent>[1]): Promise<void> {
  const { planShip, printPlan } = await import("./dry-run.ts");
  const { build, previous, steps } = await planShip(session, request);
  printPlan(session.output, steps);
  session.output.json({ event: "result", component: request.component, build, previous, outcome: "planned" });
}

function print(output: Output, { ship, sha, outcome, moved }: Shipped): void {
  if (outcome === undefined) {
    // where nobody is told there is no table
    if (moved) output.json({ event: "result", ship, ...moved, sha, outcome: "done" });
    return;
  }
  printOutcome(output, outcome);
  const { component, build, previous, table, troubles } = outcome;
  output.json({ event: "result", ship, component, build, previous, sha, table, troubles, outcome: "done" });
}
