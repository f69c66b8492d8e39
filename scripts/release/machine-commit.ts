import { shipTrailer } from "../git/trailers.ts";
import type { Commit } from "../history/log/commit.ts";
import { manifestPath } from "../manifest/edits.ts";
import { lockPathsOf } from "../manifest/locks/lock-paths.ts";
import type { Manifest } from "../manifest/schema.ts";
import { isOwn } from "./own-commit.ts";

/** Whether a release or a ship made this commit: it says so in a trailer, and changes nothing but what those write. */
export function isMachineCommit(manifest: Manifest, commit: Pick<Commit, "trailers" | "paths">): boolean {
  if (isOwn(manifest, commit)) return true;
  const isShip = commit.trailers.some(({ name }) => name === shipTrailer);
  return isShip && commit.paths.every((path) => isShipFile(manifest, path));
}

/** Whether a ship writes this file whatever else it commits: the numbers, what repeats them, and used-up notes. */
function isShipFile({ ship, components }: Manifest, path: string): boolean {
  return [manifestPath, ship.readme, ship.notes.chat, ship.notes.store].includes(path) ||
    Object.values(components).some(({ mirrors }) =>
      mirrors.some((mirror) => mirror.file === path || lockPathsOf(mirror).includes(path))
    );
}
