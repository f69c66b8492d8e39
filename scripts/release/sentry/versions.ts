import { compareVersions, parseVersion } from "../../tracks/version.ts";
import { type Broken, type DatabaseSide, day, hour, type Invariant, keyOf } from "./place.ts";

type Release = DatabaseSide["releases"]["releases"][number];
type Ship = DatabaseSide["ships"]["ships"][number];

/** What was begun, as Postgres knows it. */
interface Begun {
  releases: readonly Release[];
  ships: readonly Pick<Ship, "ship" | "component" | "with_components" | "holder" | "kind" | "started_at">[];
  /** Milliseconds since 1970. */
  now: number;
}

/** What was begun comes to an end: versions get their tags, tags their page, releases are resumed or given up. */
export const releasesEnd: Invariant = {
  name: "releases",
  keys: ["reserved:", "unpublished:", "ship:"],
  async look({ database }) {
    const { releases: { releases }, ships: { ships }, now } = await database();
    return findEndless({ releases, ships, now });
  },
};

/** What should have ended by now. */
export function findEndless({ releases, ships, now }: Begun): Broken[] {
  const isOlder = (at: string | null, ms: number) => at !== null && now - Date.parse(at) > ms;
  const reserved = releases.filter(({ tagged_at, is_abandoned, reserved_at }) =>
    tagged_at === null && !is_abandoned && isOlder(reserved_at, day)
  ).map(({ component, version, ship }) => ({
    key: keyOf("reserved", component, version),
    message: `${component} ${version} was reserved more than a day ago and never tagged`,
    hint: `Run slipway release --resume ${ship ?? ""}, or --abandon.`,
  }));
  // a tag that was only made to count from has no ship, and is never published
  const unpublished = releases.filter((release) =>
    release.ship !== null && release.published_at === null && isOlder(release.tagged_at, day) &&
    !releases.some((other) => other.published_at !== null && isAbove(other, release))
  ).map(({ component, version, tag }) => ({
    key: keyOf("unpublished", component, version),
    message: `${tag} was tagged more than a day ago and never published`,
    hint: `Look at the build of ${tag}; then slipway release publish ${tag}`,
  }));
  const unfinished = ships.filter(({ kind, started_at }) => kind === "release" && isOlder(started_at, hour))
    .map(({ ship, component, with_components, holder }) => ({
      key: keyOf("ship", ship),
      message: `a release of ${
        [component, ...with_components].join(", ")
      }, begun by ${holder}, is unfinished`,
      hint: `slipway release --resume ${ship}, or --abandon ${ship}`,
    }));
  return [...reserved, ...unpublished, ...unfinished];
}

/** A version that nobody gets any more, because a higher one is out, need not be published. */
function isAbove(
  other: { component: string; version: string },
  release: { component: string; version: string },
): boolean {
  const [a, b] = [parseVersion(other.version), parseVersion(release.version)];
  return other.component === release.component && !("problem" in a) && !("problem" in b) &&
    compareVersions(a, b) > 0;
}
