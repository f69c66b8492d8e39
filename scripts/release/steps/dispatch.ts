import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { env } from "../../runtime.ts";
import type { Step } from "../../ship/flow/flow.ts";
import { releaseWorkflow, workflowFolder } from "../../manifest/workflow-files.ts";
import type { ReleaseRun, TrackCut } from "../cut.ts";
import { hostOf } from "../host-of.ts";

/** A push with more tags tells of none. GitHub, "Events that trigger workflows": push. */
const mostTags = 3;

/**
 * Starts the workflow of each tag that the push itself starts none for: more than three tags at once, or a push with the token of a job, of
 * which the job says so (`SLIPWAY_PUSH_EVENTS=none`). Looks first whether one runs for that tag and commit, so that it may be done again.
 */
export const dispatchStep: Step<ReleaseRun> = {
  name: "dispatch",
  async idle(run) {
    return await waiting(run) === null ? { summary: "", isSkipped: true } : null;
  },
  async run(run) {
    const { output, sha } = run;
    const tracks = await waiting(run) ?? [];
    const below = { ...output, note: (line: string) => output.note(`        ${line}`) };
    const host = await hostOf({ ...run, output: below });
    const started: string[] = [];
    for (const { key, tag } of tracks) {
      const workflow = releaseWorkflow(key);
      const runs = await host.workflowRuns(workflow, sha);
      if (runs.some(({ ref }) => ref === null || ref === tag)) continue;
      await host.dispatch(workflow, tag, {});
      started.push(tag);
    }
    const summary = started.length === 0 ? "every tag has its run" : `started for ${started.join(", ")}`;
    return { summary, detail: { dispatched: started } };
  },
};

/** The tracks whose tags start nothing by themselves though they have a workflow; null when there are none. */
async function waiting(
  { cut: { tracks }, workspace: { tree, manifest } }: ReleaseRun,
): Promise<TrackCut[] | null> {
  if (!needsDispatch(tracks.length, pushEvents())) return null;
  // only GitHub counts the tags, and can be asked by a workflow's file
  if (manifest.ship.release?.host?.type === "gitlab") return null;
  const has = await Promise.all(
    tracks.map(({ key }) => tree.exists(`${workflowFolder}/${releaseWorkflow(key)}`)),
  );
  const found = tracks.filter((_, at) => has[at]);
  return found.length === 0 ? null : found;
}

/** Whether a push of so many tags leaves their workflows to be started by hand. */
export function needsDispatch(tags: number, events: "all" | "none"): boolean {
  return events === "none" || tags > mostTags;
}

/** What a push from here starts. Raises `push_events_invalid` (exit 2). */
function pushEvents(): "all" | "none" {
  const said = env("SLIPWAY_PUSH_EVENTS") ?? "all";
  if (said === "none" || said === "all") return said;
  throw new CommandError(
    "push_events_invalid",
    `SLIPWAY_PUSH_EVENTS is ${JSON.stringify(said)}, and can be all or none`,
    "none: what is pushed starts no workflow, as with the token of a job of GitHub Actions.",
    exitCode.usage,
  );
}
