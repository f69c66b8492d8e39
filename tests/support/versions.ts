import fc from "fast-check";
import { channels } from "../../scripts/tracks/channel.ts";
import type { Version } from "../../scripts/tracks/version.ts";

const number = fc.integer({ min: 0, max: 30 });

/** Any version of a track; numbers are small, so that two of them are often alike. */
export const versions: fc.Arbitrary<Version> = fc.record({
  major: fc.integer({ min: 0, max: 3 }),
  minor: number,
  patch: number,
  channel: fc.constantFrom(...channels),
  n: fc.integer({ min: 1, max: 20 }),
}).map((version) => version.channel === "live" ? { ...version, n: 0 } : version);
