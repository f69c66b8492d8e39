import type { Output } from "../cli/output.ts";
import { isReachable } from "../git/commit.ts";
import { lookAtRemote, missingBranch, trackingRef } from "../git/remote.ts";
import { createContext } from "../deploy/context.ts";
import { componentOf } from "../manifest/component-of.ts";
import { readCloneState, refuse, runGuards } from "./guards/guards.ts";
import { chooseBuild } from "./flow/build-number.ts";
import type { ShipPlan, ShipRequest } from "./flow/flow.ts";
import type { Session } from "./flow/session.ts";
import { allSteps } from "./flow/run-steps.ts";
import { shipFlowFor } from "./flow/ship-flow.ts";
import { guardEnvironment } from "./guards/environment.ts";
import { shipsComponent, unfinishedShip } from "./flow/unfinished-ship.ts";
import { leaseNames, targetsOf } from "./lease/lease-names.ts";

/** One step that would run. */
interface PlannedStep {
  step: string;
  commands: string[];
}

/**
 * What `shipComponent` would do, found out by reading only: files, git, the remote, and what Postgres serves to anybody (so the number is
 * the lowest possible one with a publishable key: who may not read the journal can't know of numbers that were given up). Raises what
 * the guards raise, and `ship_unfinished` (exit 5).
 */
export async function planShip(
  session: Session,
  request: ShipRequest,
): Promise<{ build: number; previous: number; steps: PlannedStep[] }> {
  const { workspace, git, upstream, output, signal, environment } = session;
  const { component, reason } = request;
  const { manifest } = workspace;
  const flow = shipFlowFor(environment);
  refuse(guardEnvironment(environment, component, reason), []);
  const [clone, remote, highest] = await Promise.all([
    readCloneState(git, upstream),
    lookAtRemote(git, upstream, signal),
    lookAtProject(session, component),
  ]);
  const { isDeploying } = request;
  const warnings = await runGuards(clone, session, component, { isDeploying, isReadingOnly: true });
  const gone = await missingBranch(git, upstream, remote);
  if (gone !== null) refuse([gone], []);
  for (const { code, message } of warnings) output.warn(code, message);
  const { build: previous } = componentOf(manifest, component);
  const build = chooseBuild({ written: previous, highest });
  const written = (await flow.planEdits(workspace, component, build)).map(({ path }) => path);
  const changed = clone.repository.changes.map(({ path }) => path);
  const plan: ShipPlan = {
    ...{ request, upstream, environment, workspace, build, previous, written },
    leases: leaseNames(component, targetsOf(manifest, component)),
    isBehind: remote.head !== null && !await contains(session, remote.head),
    committed: [...new Set([...changed, ...written])].sort(),
    context: createContext(session, component, { build }),
  };
  const { before, after } = manifest.ship.hooks;
  const lines = { before: new Map(Object.entries(before)), after: new Map(Object.entries(after)) };
  const steps = await Promise.all(
    allSteps(flow).map(async ({ name, describe }): Promise<PlannedStep> => {
      const around = [lines.before.get(name), ...await describe?.(plan) ?? [], lines.after.get(name)];
      return { step: name, commands: around.filter((line) => line !== undefined) };
    }),
  );
  return { build, previous, steps };
}

/** Prints one line per command. */
export function printPlan(output: Output, steps: readonly PlannedStep[]): void {
  for (const { step, commands } of steps) {
    output.json({ event: "step", step, state: "planned", commands });
    for (const [index, command] of commands.entries()) {
      output.print(`${(index === 0 ? step : "").padEnd(7)} ${command}`);
    }
  }
}

/** The highest number that the component ever used, as far as the key may know. Raises `ship_unfinished` (exit 5). */
async function lookAtProject(
  { control, canWrite, environment }: Session,
  component: string,
): Promise<number | null> {
  if (!canWrite) return (await control.manifest()).components[component]?.build ?? null;
  const { components, ships } = await control.shipStatus(environment.name);
  const unfinished = ships.find((ship) => !ship.is_alive && shipsComponent(ship, component));
  if (unfinished) throw unfinishedShip(unfinished);
  return components.find(({ key }) => key === component)?.highest_build ?? null;
}

/** Whether HEAD has the remote's commit already; a commit that the clone never saw it has not. */
async function contains({ git, upstream }: Session, sha: string): Promise<boolean> {
  const { code, stdout } = await git.run(["rev-parse", "--verify", "--quiet", trackingRef(upstream)], {
    answers: [0, 1],
  });
  if (code !== 0 || stdout.trim() !== sha) return false;
  return await isReachable(git, sha, ["HEAD"]);
}
