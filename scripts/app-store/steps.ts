import { CommandError, refuseAll } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { planShell } from "../deploy/adapters/shell.ts";
import { runCommands } from "../deploy/run-commands.ts";
import { planBump } from "../manifest/bump.ts";
import { componentOf } from "../manifest/component-of.ts";
import { definitionOf } from "../manifest/definition.ts";
import { readNotes } from "../ship/record/notes.ts";
import type { ShipRun, Step } from "../ship/flow/flow.ts";
import { applyEdits, deployContext } from "../ship/flow/run-context.ts";
import { fetchStep } from "../ship/flow/steps/fetch.ts";
import type { App } from "./app.ts";
import { type ArchiveResult, readArchiveOutput } from "./archive-output.ts";
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

/**
 * Archives and uploads with the declared command, and reads from its output what the store made of it. Testers are told what
 * `ship.notes.store` says, nothing else: fastlane takes it from PILOT_CHANGELOG. Raises `archive_failed` (exit 1) with the last lines, and
 * what `readArchiveOutput` raises.
 */
export function createArchiveStep(
  { key, platform }: App,
  command: string,
  build: number,
  onResult: (result: ArchiveResult) => void,
): Step {
  return {
    name: "archive",
    describe: () => [command],
    async run(run) {
      const context = { ...deployContext(run), build };
      const notes = await readNotes(context.root, context.manifest, "store") ?? "";
      const planned = planShell(
        { ...context, env: { PILOT_CHANGELOG: notes, SLIPWAY_STORE_NOTES: notes } },
        command,
        "",
        { isArchive: true },
      );
      const lines = await runCommands(context, key, [planned], {
        code: "archive_failed",
        what: `The archive of ${key} build ${build}`,
        hint: "Fix what its last lines name, then run slipway ios ship again: it uses the same number.",
        exitCode: exitCode.failure,
      });
      const result = await landed(lines, platform);
      onResult(result);
      const differs = result.build === build ? "" : `, not ${build}: Xcode chose another number`;
      return {
        summary: `the store processed ${nameOf(result)}${differs}`,
        detail: { processed: result.build, version: result.version },
      };
    },
  };
}

/** An upload may fail while the command ends well; what it said may tell why. Raises what `readArchiveOutput` raises. */
async function landed(lines: readonly string[], platform: App["platform"]): Promise<ArchiveResult> {
  try {
    return readArchiveOutput(lines, platform);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const { withKnownErrors } = await import("../known-errors/explain.ts");
    throw withKnownErrors(error, lines);
  }
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

/** Raises `archive_missing` (exit 2). */
export function archiveCommand({ key, archive }: App): string {
  if (archive !== undefined) return archive;
  throw new CommandError(
    "archive_missing",
    `components.${key}.store of version.json names no archive command`,
    'Add "archive": "fastlane beta", or archive yourself and run slipway ios confirm.',
    exitCode.usage,
  );
}
