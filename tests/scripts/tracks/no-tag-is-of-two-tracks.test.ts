import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { problemsOf } from "../../../scripts/manifest/problems.ts";
import { channels } from "../../../scripts/tracks/channel.ts";
import { nextVersions, type TrackVersions } from "../../../scripts/tracks/group.ts";
import { formatTag, parseTag, trackOf } from "../../../scripts/tracks/tag.ts";
import type { Level } from "../../../scripts/tracks/version.ts";
import { versions } from "../../support/versions.ts";

const levels: Level[] = ["major", "minor", "patch"];
/** Built of few parts, so that one often begins like another. */
const prefixes = fc.array(fc.constantFrom("v", "V", "a", "tray", "-", "/", "@", "_", ".", "x-v", "1"), {
  maxLength: 4,
})
  .map((parts) => parts.join(""));
const manifests = fc.uniqueArray(prefixes, { minLength: 2, maxLength: 6 }).map((tags) =>
  Object.fromEntries(tags.map((tag, place) => [`track-${place}`, {
    ...{ name: `T${place}`, kind: "desktop", build: 1, version: "1.0.0", paths: [`apps/${place}`] },
    release: { tag },
  }]))
).filter((components) => problemsOf({ name: "Some", build: 1, components }).problems.length === 0);

describe("promise 75: in every manifest that loads", () => {
  it("no two tracks ever compute the same tag, and every tag is read as its own track's", () => {
    const histories = fc.array(fc.array(versions, { maxLength: 6 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(
        manifests,
        histories,
        fc.constantFrom(...levels),
        fc.constantFrom(...channels),
        (components, known, level, channel) => {
          const own = Object.fromEntries(
            Object.entries(components).map(([key, { release: { tag } }]) => [key, tag]),
          );
          const tracks = Object.keys(own).map((key, place): TrackVersions => ({
            ...{ key, level, moves: true, policy: "fixed", known: known[place] ?? [] },
            written: { major: 1, minor: 0, patch: 0, channel: "live", n: 0 },
          }));
          const found = Object.entries(nextVersions(tracks, channel)).flatMap(([key, version]) =>
            "code" in version ? [] : [{ key, tag: formatTag(own[key] ?? "", version) }]
          );
          expect(new Set(found.map(({ tag }) => tag)).size).toBe(found.length);
          for (const { key, tag } of found) {
            expect(trackOf(own, tag), tag).toBe(key);
            for (const [other, prefix] of Object.entries(own)) {
              expect("problem" in parseTag(prefix, tag), `${tag} read as ${other}'s`).toBe(other !== key);
            }
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
