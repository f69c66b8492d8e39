import semver from "semver";
import { expect, test } from "vitest";
import { isHigher, isSemver } from "../../../functions/_shared/updaters/semver.ts";

const parts = [
  "",
  "-alpha",
  "-alpha.1",
  "-alpha.beta",
  "-beta",
  "-beta.2",
  "-beta.11",
  "-rc.1",
  "-0",
  "-1a",
  "-a-b",
  "-A",
];
const cores = ["0.0.0", "0.9.9", "1.0.0", "1.0.10", "1.2.0", "1.10.0", "10.0.0", "1.0.9007199254740991"];
const versions = [
  ...cores.flatMap((core) => parts.map((part) => `${core}${part}`)),
  "1.0.0+5",
  "1.0.0-rc.1+x.y",
];

test("each pair of versions is ordered as npm's semver orders it", () => {
  for (const one of versions) {
    for (const other of versions) {
      expect([one, other, isHigher(one, other)]).toEqual([one, other, semver.gt(one, other)]);
    }
  }
});

test.each([
  ...versions,
  "",
  "1",
  "1.0",
  "v1.0.0",
  "01.0.0",
  "1.0.0-",
  "1.0.0-01",
  "1.0.0-a..b",
  "1.0.0+",
  "1.0.0 ",
  "1.0.0\n",
  "1.0.0.0",
])(
  "%j is a version or not, as npm's semver says",
  (text) => expect(isSemver(text)).toBe(/^\d/.test(text) && !/\s/.test(text) && semver.valid(text) !== null),
);
