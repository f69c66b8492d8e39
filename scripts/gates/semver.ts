import { levelTooLow } from "../release/demands/demands.ts";
import { type Gate, judged } from "./gate.ts";
import { movingTracks } from "./tracks.ts";

/**
 * The version of each track is as high as what changed since its latest live tag asks for: a broken contract, a variable that must be set or a
 * destructive migration is major. A track without a live tag is at its first version, which may be any.
 */
export const semver: Gate = ({ tracks }) =>
  judged("semver", tracks, (value) => {
    const moving = movingTracks(value);
    return {
      refusals: moving.flatMap((track) => [...track.moved, levelTooLow(track) ?? []].flat()),
      warnings: value.some(({ isDeployed }) => isDeployed) ? [] : [{
        code: "gate_idle",
        message: "no component that is deployed there is a track, so no version was looked at",
        hint: "Give it a release block in version.json, or take the gate out of promote.needs.",
      }],
      detail: {
        tracks: moving.map(({ key, version, since, facts: { level } }) => ({ key, version, since, level })),
      },
    };
  });
