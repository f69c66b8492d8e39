import { parseVersion } from "../../tracks/version.ts";
import type { MilestoneFact, TrackFact } from "../facts.ts";
import type { Known } from "../known.ts";
import { movingTracks } from "../tracks.ts";
import type { Collecting } from "./sources.ts";
import { unknowable } from "./known.ts";

/** The milestone that was named, or those that are called like a version that goes out: `1.9.0`, `v1.9.0`, `tray 1.9.0`, `tray-v1.9.0`. */
export async function collectMilestone(
  { host, milestone: named, promoted }: Collecting,
  tracks: Known<readonly TrackFact[]> | undefined,
): Promise<MilestoneFact> {
  if (host === null) throw unknowable("no code host is known", "Write ship.release.host into version.json.");
  if (named === undefined && tracks?.known !== true) {
    throw unknowable(tracks?.why ?? "no version is known", tracks?.hint ?? "Name it: --milestone <title>.");
  }
  const titles = named === undefined && tracks?.known
    ? movingTracks(tracks.value).flatMap(({ key, version: text }) => {
      const version = parseVersion(text);
      if ("problem" in version) return [];
      const plain = `${version.major}.${version.minor}.${version.patch}`;
      const { name = key, release } = promoted.manifest.components[key] ?? {};
      return [plain, `v${plain}`, `${key} ${plain}`, `${name} ${plain}`, `${release?.tag ?? ""}${plain}`];
    })
    : [named ?? ""];
  const asked = [...new Set(titles)];
  const [openTitles, ...found] = await Promise.all([
    host.openMilestones(),
    ...asked.map((title) => host.milestone(title)),
  ]);
  return {
    titles: asked,
    isNamed: named !== undefined,
    openTitles,
    found: found.flatMap((one) => one === null ? [] : [{ title: one.title, url: one.url, open: one.open }]),
  };
}
