import { refuseAll } from "../cli/command-error.ts";
import { planBump } from "../manifest/bump.ts";
import { componentOf } from "../manifest/component-of.ts";
import { definitionOf } from "../manifest/definition.ts";
import type { ShipRun, Step } from "../ship/flow/flow.ts";
import { applyEdits } from "../ship/flow/run-context.ts";
import { fetchStep } from "../ship/flow/steps/fetch.ts";
import type { App } from "./app.ts";
import { confirmCommand, isLower, lowerVersion, nameOf } from "./train.ts";

/** Brings the clone up to the remote, and gives the branch back at once: an archive takes half an hour. */
export const freshenStep: Step = {
  ...fetchStep,
  looksFirst: true,
  async run(run, started) {
    const result = await fetchStep.run(run, started);
    await run.lease.release(`git:${run.upstream.branch}`);
    return result;
  },
};

/** Writes the number that the archive is made with: the Xcode project only. */
export function createArchiveBumpStep({ key }: App, build: number): Step {
  return {
    name: "bump",
    describe: () => [`${key} is archived as build ${build}`],
    async run(run) {
      const edits = await planBump(run.workspace, key, build);
      await applyEdits(run, edits);
      const files = edits.map(({ path }) => path);
      return { summary: `${key} is archived as build ${build}`, detail: { requested: build, files } };
    },
  };
}

/** Records the store's word: from now on the control plane takes this build, and nobody has heard of it yet. */
export function createStoreStep({ key }: App, version: string | null): Step {
  return {
    name: "store",
    describe: ({ build }) => [`ship.confirm_store_build('${key}', ${build}, …, raise => false)`],
    async run(run) {
      const { control, number, workspace, environment } = run;
      const { build } = number;
      number.movesFrom(await knownBuild(run, key));
      const written = componentOf(workspace.manifest, key);
      if (written.build > build) throw refuseAll("build_not_higher", [overtaken(key, build, written.build)]);
      const least = [written.version];
      if (version !== null && isLower(version, { least })) throw lowerVersion(key, version, least);
      const { now } = await control.shipStatus(environment.name);
      await control.confirmStoreBuild({
        ...{ component: key, build, version: version ?? undefined, installableAt: now },
        raise: false,
      });
      return {
        summary: `${key} ${nameOf({ version, build })} is installable`,
        detail: { build, previous: number.previous, version },
      };
    },
  };
}

/** What is deployed. An app that is new to the control plane is recorded as version.json has it, which announces nothing. */
async function knownBuild({ control, workspace, actor }: ShipRun, key: string): Promise<number> {
  const { components } = await control.manifest();
  const known = components[key];
  if (known !== undefined) return known.build;
  await control.syncManifest({ manifest: definitionOf(workspace.manifest), actor, onlyComponent: key });
  return componentOf(workspace.manifest, key).build;
}

function overtaken(key: string, build: number, written: number) {
  return {
    code: "build_not_higher",
    message: `${key} is at build ${written} in version.json, and the store was asked about ${build}`,
    hint: `Confirm that one: ${confirmCommand(written)}.`,
    component: key,
  };
}
