import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Environment } from "../manifest/environment.ts";
import type { CutRequest } from "./cut.ts";
import type { Track } from "./track.ts";

/**
 * The tracks that `changed` is about: those whose `auto` names the channel, and the branch when one was named; all of them where none's does.
 */
export function automaticTracks<One extends Pick<Track, "release">>(
  tracks: readonly One[],
  { channel, branch }: Pick<CutRequest, "channel" | "branch">,
): readonly One[] {
  const named = tracks.filter(({ release: { auto } }) =>
    auto?.channel === channel && (branch === undefined || auto.branch === branch)
  );
  return named.length === 0 ? tracks : named;
}

/**
 * The branch that is released from: the one that was named, else the tracks' `auto.branch` for its channel, else the environment's. Raises
 * `branch_wrong` (exit 5) for a live release from any other than the environment's, `branch_ambiguous` (exit 2) when the tracks disagree.
 */
export function branchOf(
  tracks: readonly Track[],
  { channel, branch: named }: CutRequest,
  { upstream: { branch: main } }: Pick<Environment, "upstream">,
): string {
  if (channel === "live" && named !== undefined && named !== main) {
    throw new CommandError(
      "branch_wrong",
      `a live release is made on ${main}, not on ${named}`,
      `Leave --branch out, or choose a lower channel.`,
      exitCode.refused,
    );
  }
  if (named !== undefined) return named;
  const branches = [
    ...new Set(
      tracks.map(({ release: { auto } }) =>
        auto !== undefined && auto.channel === channel && channel !== "live" ? auto.branch : main
      ),
    ),
  ];
  const [only = main, another] = branches;
  if (another === undefined) return only;
  throw new CommandError(
    "branch_ambiguous",
    `these tracks are released from several branches: ${branches.join(", ")}`,
    "Release them one after the other, or name one with --branch.",
    exitCode.usage,
  );
}
