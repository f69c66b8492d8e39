import { atCommit } from "../git/worktree.ts";
import { componentOf } from "../manifest/component-of.ts";
import type { Manifest } from "../manifest/schema.ts";
import { BuildNumber } from "../ship/flow/build-number.ts";
import type { ShipRun, Step } from "../ship/flow/flow.ts";
import { moveTo } from "../ship/flow/run-context.ts";
import { runSteps } from "../ship/flow/run-steps.ts";
import { deployStep, verifyStep } from "../ship/flow/steps/deploy.ts";
import { recordOneStep, verifyAnnounced } from "../ship/flow/steps/record.ts";
import { targetsOf } from "../ship/lease/lease-names.ts";
import { readNotes } from "../ship/record/notes.ts";
import { type Move, readOutcome } from "../ship/record/outcome.ts";
import { announceBuilds, recordBaseline } from "../ship/record/record-build.ts";
import { prepareTree } from "../ship/resume/prepare-tree.ts";

/** What a run of these components at a commit begins with; the first is the one that its ship is called after. */
export function unitAt(sha: string, manifest: Manifest, components: readonly [string, ...string[]]) {
  const [first, ...withComponents] = components;
  return {
    sha,
    number: { build: componentOf(manifest, first).build },
    targets: [...new Set(components.flatMap((key) => targetsOf(manifest, key)))],
    withComponents,
  };
}

/** Does the work where the run's commit is checked out and made ready to deploy from. */
export async function preparedAt(
  run: ShipRun,
  status: { head: string | null; changes: readonly unknown[] },
  work: () => Promise<void>,
): Promise<void> {
  const { sha, signal } = run;
  await atCommit(run.git, { sha, signal, status }, async (root, isFresh) => {
    await moveTo(run, root);
    if (isFresh) await prepareTree(run);
    await work();
  });
}

/** The runs of a unit, a component each: the same commit, leases and journal. */
export function unitRuns(run: ShipRun, components: readonly string[]): ShipRun[] {
  const { manifest } = run.workspace;
  return components.map((component) => ({
    ...run,
    request: { ...run.request, component },
    number: new BuildNumber("given", { build: componentOf(manifest, component).build }),
    deployment: undefined,
  }));
}

/** Deploys one of the unit, proves it, and writes down that it runs there. */
export async function deployOne(run: ShipRun): Promise<void> {
  run.output.note(`${run.request.component} ${run.number.build} → ${run.environment.name}`);
  await runSteps(run, [deployStep, verifyStep, recordOneStep]);
}

/**
 * Tells everybody of all builds at once, in one announcement, where the environment is the one that announces; builds that are told already move
 * nothing. Leaves the outcome in the run.
 */
export function announceUnit(children: readonly ShipRun[], extra: readonly string[] = []): Step {
  return {
    name: "announce",
    async run(run) {
      const { workspace: { root, manifest }, control, actor, sha, environment, signal } = run;
      const { components: known } = await control.manifest();
      for (const { request: { component }, number: { build } } of children) {
        // without a build before, nothing would be announced
        if (known[component] !== undefined) continue;
        await recordBaseline(control, { manifest, component, sha, actor }, Math.max(0, build - 1));
      }
      const components = children.map(({ request: { component } }) => component);
      const notes = [await readNotes(root, manifest), ...extra].filter((line) => line !== undefined).join(
        "\n\n",
      );
      const rows = await announceBuilds(
        control,
        { manifest, components, sha, actor },
        notes === "" ? undefined : notes,
      );
      const moves = rows.filter(({ changed }) => changed).map(({ component, build, previous }): Move => ({
        component,
        build,
        previous: previous ?? 0,
      }));
      for (const child of children) await verifyAnnounced(child);
      const [first, ...more] = moves;
      if (first === undefined) return { summary: "no build moved, so nobody is told", isSkipped: true };
      run.outcome = await readOutcome(control, environment.name, first, signal, more);
      return {
        summary: moves.map(({ component, build }) => `${component} ${build}`).join(", ") + " announced",
        detail: { moved: Object.fromEntries(moves.map(({ component, build }) => [component, build])) },
      };
    },
  };
}
