import { CommandError } from "../../cli/command-error.ts";
import { aheadBehind, fastForward } from "../../git/remote.ts";
import { readRepository } from "../../git/repository.ts";
import type { Step } from "../../ship/flow/flow.ts";
import type { ReleaseRun } from "../cut.ts";

/** Tells Postgres which commit each tag names; the same twice changes nothing. */
export const recordStep: Step<ReleaseRun> = {
  name: "record",
  async run({ control, actor, sha, cut: { tracks } }) {
    for (const { key: component, version, tag, build } of tracks) {
      await control.recordTag({ component, version, tag, commitSha: sha, build, actor });
    }
    return { summary: `${tracks.length} ${tracks.length === 1 ? "tag" : "tags"}`, detail: { sha } };
  },
};

/** Brings the person's branch up to the release, where that loses nothing. */
export const forwardStep: Step<ReleaseRun> = {
  name: "forward",
  isReading: true,
  async run({ git, upstream }) {
    const { branch, operation } = await readRepository(git);
    const distance = await aheadBehind(git, upstream);
    const where = `${upstream.remote}/${upstream.branch}`;
    if (branch !== upstream.branch || operation !== null || distance?.ahead !== 0) {
      return { summary: `this clone stays where it is; ${where} has the release`, isSkipped: true };
    }
    try {
      await fastForward(git, upstream);
      return { summary: `${branch} is as ${where}` };
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      return { summary: `${branch} stays behind ${where}: git pull`, isSkipped: true };
    }
  },
};
