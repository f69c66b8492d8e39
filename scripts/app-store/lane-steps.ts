import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { runCommands } from "../deploy/run-commands.ts";
import { planLane } from "../lanes/lane.ts";
import type { Step } from "../ship/flow/flow.ts";
import { deployContext } from "../ship/flow/run-context.ts";
import { readNotes } from "../ship/record/notes.ts";
import type { App, AppLane } from "./app.ts";
import { type ArchiveResult, readArchiveOutput } from "./archive-output.ts";
import { nameOf } from "./train.ts";

/** What a lane left behind: its lines, and of the last one what the store made of it. */
interface LaneResults {
  /** Lines of the lanes that archive and upload, in their order. */
  said: string[];
  onResult(result: ArchiveResult): void;
}

/** What the failure of a lane is called. */
const failures: Record<AppLane["name"], { code: string; what: string }> = {
  certs: { code: "certs_failed", what: "Fetching the certificates" },
  framework: { code: "framework_failed", what: "Building the framework" },
  archive: { code: "archive_failed", what: "The archive" },
  upload: { code: "upload_failed", what: "The upload" },
};

/**
 * Runs one of the declared lanes, or commands; the last one's output has the store's word. Testers are told what `ship.notes.store`
 * says, nothing else: fastlane takes it from PILOT_CHANGELOG. Raises `certs_failed`, `framework_failed`, `archive_failed`, `upload_failed`
 * (exit 1) with the last lines, and what `readArchiveOutput` raises.
 */
export function createLaneStep(
  { key, platform, lanes }: App,
  { name, line }: AppLane,
  build: number,
  { said, onResult }: LaneResults,
): Step {
  return {
    name,
    describe: () => [line],
    async run(run) {
      const context = { ...deployContext(run), build };
      const notes = await readNotes(context.root, context.manifest, "store") ?? "";
      const planned = planLane(
        { ...context, env: { PILOT_CHANGELOG: notes, SLIPWAY_STORE_NOTES: notes } },
        line,
        { isArchive: true },
      );
      const lines = await runCommands(context, key, [planned], {
        code: failures[name].code,
        what: `${failures[name].what} of ${key} build ${build}`,
        hint: "Fix what its last lines name, then run the command again: it uses the same number.",
        exitCode: exitCode.failure,
      });
      if (name === "archive" || name === "upload") said.push(...lines);
      if (name !== lanes.at(-1)?.name) return { summary: `${planned.shown} is done` };
      const result = await landed(said, platform);
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

/** Raises `archive_missing` (exit 2). */
export function requireArchive({ key, lanes }: App): void {
  if (lanes.some(({ name }) => name === "archive")) return;
  throw new CommandError(
    "archive_missing",
    `components.${key}.store of version.json names no archive command`,
    'Add "archive": "fastlane beta", or archive yourself and run slipway ios confirm.',
    exitCode.usage,
  );
}
