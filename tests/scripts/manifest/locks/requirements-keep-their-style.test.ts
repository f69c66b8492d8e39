import { expect, test } from "vitest";
import { nextRequirement } from "../../../../scripts/manifest/locks/cargo-requirement.ts";

test.each([
  // what takes the version stays as it is
  ["1.2", "1.9.0", "1.2"],
  ["^1.2.3", "1.2.4", "^1.2.3"],
  ["1.3.0-alpha.1", "1.3.0-alpha.2", "1.3.0-alpha.1"],
  ["1.3.0-alpha.1", "1.3.0", "1.3.0-alpha.1"],
  [">=1.2, <2", "1.9.0", ">=1.2, <2"],
  ["*", "7.0.0", "*"],
  ["1.*", "1.9.0", "1.*"],
  ["=1.2", "1.2.9", "=1.2"],
  ["1.2", "1.2.9+45", "1.2"],
  // a prerelease is taken by no requirement that names none of the same three numbers
  ["1.2", "1.3.0-alpha.1", "1.3.0-alpha.1"],
  ["1.3", "1.3.0-alpha.1", "1.3.0-alpha.1"],
  ["^1.2", "1.3.0-alpha.1", "^1.3.0-alpha.1"],
  ["~ 1.2", "1.3.0-alpha.1", "~ 1.3.0-alpha.1"],
  ["=1.3.0-alpha.1", "1.3.0-alpha.2", "=1.3.0-alpha.2"],
  ["1.3.0-beta.1", "1.3.0-alpha.1", "1.3.0-alpha.1"],
  ["*", "1.3.0-alpha.1", ">=1.3.0-alpha.1"],
  ["1.*", "1.3.0-alpha.1", "1.3.0-alpha.1"],
  ["1.2.*", "1.3.0-alpha.1", "~1.3.0-alpha.1"],
  [">=1.2", "1.3.0-alpha.1", ">=1.3.0-alpha.1"],
  // a major, a minor of 0.x, an exact one
  ["1", "2.1.3", "2"],
  ["1.2", "2.1.3", "2.1"],
  ["^1.2.3", "2.1.3", "^2.1.3"],
  ["0.4", "0.5.1", "0.5"],
  ["~1.2", "1.3.4", "~1.3"],
  ["=1.2.3", "1.2.4+45", "=1.2.4"],
  ["1.*", "2.1.3", "2.*"],
  ["1.2.*", "2.1.3", "2.1.*"],
  [">1.2", "1.2.9", ">=1.2.9"],
  // what a person meant, or nobody
  [">=1.2, <2", "2.0.0", undefined],
  ["<2", "2.0.0", undefined],
  ["latest", "2.0.0", "latest"],
  ["1.2", "2.0", "1.2"],
])("%s for %s", async (requirement, version, next) => {
  expect(await nextRequirement(requirement, version)).toBe(next);
});
