import type { Output } from "../cli/output.ts";
import { isReachable } from "../git/commit.ts";
import { lookAtRemote, trackingRef } from "../git/remote.ts";
import { planBump } from "../manifest/bump.ts";
import { componentOf } from "../manifest/component-of.ts";
import { readScene, runGuards } from "./guards/guards.ts";
import { chooseBuild } from "./number.ts";
import type { ShipPlan } from "./plan.ts";
import type { ShipRequest } from "./run.ts";
import type { Session } from "./session.ts";
import { localSteps, openingSteps, publicSteps } from "./steps/steps.ts";
import { leaseNames, targetsOf } from "./targets.ts";
import { unfinishedShip } from "./unfinished.ts";

/** One step that would run. */
export interface PlannedStep {
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
  const { workspace, git, of, output, signal, environment } = session;
  const { component } = request;
  const { root, manifest } = workspace;
  const [scene, remoteHead, highest] = await Promise.all([
    readScene(git, of),
    lookAtRemote(git, of, signal),
    lookAtProject(session, component),
  ]);
  const { isDeploying } = request;
  const warnings = await runGuards(scene, of, workspace, component, { isDeploying });
  for (const { code, message } of warnings) output.warn(code, message);
  const { build: previous, version } = componentOf(manifest, component);
  const build = chooseBuild({ written: previous, highest });
  const written = (await planBump(workspace, component, build)).map(({ path }) => path);
  const changed = scene.repository.changes.map(({ path }) => path);
  const plan: ShipPlan = {
    ...{ request, of, workspace, build, previous, written },
    leases: leaseNames(component, targetsOf(manifest, component)),
    isBehind: remoteHead !== null && !await contains(session, remoteHead),
    committed: [...new Set([...changed, ...written])].sort(),
    context: { root, manifest, component, build, version, sha: "", environment, signal, output, env: {} },
  };
  const { before, after } = manifest.ship.hooks;
  const lines = { before: new Map(Object.entries(before)), after: new Map(Object.entries(after)) };
  const all = [...openingSteps, ...localSteps, ...publicSteps];
  const steps = await Promise.all(all.map(async ({ name, describe }): Promise<PlannedStep> => {
    const around = [lines.before.get(name), ...await describe(plan), lines.after.get(name)];
    return { step: name, commands: around.filter((line) => line !== undefined) };
  }));
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
  const { components, ships } = await control.shipStatus(environment);
  const unfinished = ships.find((ship) => ship.component === component && !ship.is_alive);
  if (unfinished) throw unfinishedShip(unfinished);
  return components.find(({ key }) => key === component)?.highest_build ?? null;
}

/** Whether HEAD has the remote's commit already; a commit that the clone never saw it has not. */
async function contains({ git, of }: Session, sha: string): Promise<boolean> {
  const { code, stdout } = await git.run(["rev-parse", "--verify", "--quiet", trackingRef(of)], {
    answers: [0, 1],
  });
  if (code !== 0 || stdout.trim() !== sha) return false;
  return await isReachable(git, sha, ["HEAD"]);
}
