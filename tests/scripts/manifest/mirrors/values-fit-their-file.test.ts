import { describe, expect, test } from "vitest";
import {
  buildIn,
  compareValues,
  wantedValue,
  withBuildIn,
} from "../../../../scripts/manifest/mirror-value.ts";
import { mirrorSchema } from "../../../../scripts/manifest/mirrors/mirror-types.ts";
import { planBump } from "../../../../scripts/manifest/bump.ts";
import { buildOf } from "../../../../scripts/manifest/next-build.ts";
import { planSync } from "../../../../scripts/manifest/sync.ts";
import { textsOf } from "../../../support/monorepo/in-memory.ts";
import { smallWorkspace } from "../../../support/small-workspace.ts";

const mirror = (draft: Record<string, unknown>) =>
  mirrorSchema.parse({ file: "f", value: "version", ...draft });
const pep440 = { type: "toml", key: "/project/version", format: "pep440" };
const short = { type: "plist", key: "CFBundleShortVersionString" };
const marketing = { type: "xcconfig", key: "MARKETING_VERSION" };
const pubspec = { type: "yaml", key: "/version", value: "version+build" };

test.each<[Record<string, unknown>, string, string]>([
  [{ type: "toml", key: "/a" }, "1.3.0-alpha.1", "1.3.0-alpha.1"],
  [pubspec, "1.2.3", "1.2.3+45"],
  [pubspec, "1.3.0-alpha.1", "1.3.0-alpha.1+45"],
  [pep440, "1.3.0", "1.3.0"],
  [pep440, "1.3.0-alpha.1", "1.3.0a1"],
  [pep440, "1.3.0-beta.12", "1.3.0b12"],
  [pep440, "1.3.0-rc.1", "1.3.0rc1"],
  [short, "1.3.0-alpha.1", "1.3.0"],
  [{ ...short, key: "/Inner/CFBundleShortVersionString" }, "1.3.0-rc.2", "1.3.0"],
  [{ type: "plist", key: "Shown" }, "1.3.0-rc.2", "1.3.0-rc.2"],
  [marketing, "1.3.0-alpha.1", "1.3.0"],
  [{ type: "pbxproj", count: 2, key: "MARKETING_VERSION[sdk=iphoneos*]" }, "1.3.0-alpha.1", "1.3.0"],
  [{ ...marketing, key: "SHOWN_VERSION" }, "1.3.0-alpha.1", "1.3.0-alpha.1"],
])("%j says of %s %s", (draft, version, value) => {
  expect(wantedValue({ name: "App", build: 45, version }, mirror(draft))).toEqual({ value });
});

test("a version that PEP 440 can't write is a problem of its place", async () => {
  const workspace = await smallWorkspace({
    api: { version: "1.3.0-snapshot.a1", mirrors: [{ ...pep440, file: "pyproject.toml", value: "version" }] },
  }, { "pyproject.toml": '[project]\nversion = "1.2.0"\n' });
  const { findings, edits } = await planSync(workspace);
  expect(findings).toEqual([expect.objectContaining({ code: "mirror_missing", file: "pyproject.toml" })]);
  expect(edits).toEqual([]);
});

describe("version and build in one value", () => {
  test("the build is read, compared and replaced", () => {
    expect(buildIn({ value: "version+build" }, "1.3.0-alpha.1+45")).toBe(45);
    expect(buildIn({ value: "version+build" }, "1.2.3")).toBeNaN();
    expect(withBuildIn({ value: "version+build" }, "1.2.3+45", 46)).toBe("1.2.3+46");
    const compare = (a: string, b: string) =>
      Math.sign(compareValues({ value: "version+build" }, a, b) ?? NaN);
    expect(compare("1.2.3+46", "1.2.3+45")).toBe(1);
    expect(compare("1.2.3+46", "1.3.0+45")).toBe(-1);
    expect(compare("1.2.3", "1.2.3+45")).toBeNaN();
  });

  const app = { kind: "ios", version: "1.2.3", build: 45, mirrors: [{ ...pubspec, file: "pubspec.yaml" }] };
  const files = (version: string) => ({ "pubspec.yaml": `name: a\nversion: ${version} # shown\n` });

  test("drift names both, and sync puts it right", async () => {
    for (const written of ["1.2.3+44", "1.2.3", "1.2.2+45", "1.2.3+x"]) {
      const { findings, edits } = await planSync(await smallWorkspace({ app }, files(written)));
      expect(findings.map(({ code, message }) => `${code} ${message}`)).toEqual([
        `mirror_drift pubspec.yaml:2: /version is ${written}, version.json says 1.2.3+45`,
      ]);
      expect(textsOf(edits)).toEqual(files("1.2.3+45"));
    }
  });

  test("where the store decides, the file may be ahead, and the next build comes after it", async () => {
    const stored = { ...app, mirrors: [{ ...pubspec, file: "pubspec.yaml", authority: "store" }] };
    const workspace = await smallWorkspace({ app: stored }, files("1.2.3+47"));
    const { findings, inFlight } = await planSync(workspace);
    expect(findings).toEqual([]);
    expect([...inFlight]).toEqual([["app", "45 → 47"]]);
    expect(await buildOf(workspace, "app")).toBe(47);
    expect(textsOf(await planBump(workspace, "app", 48))).toEqual(files("1.2.3+48"));
    expect(textsOf(await planBump(workspace, "app", 48, "1.3.0"))).toEqual(files("1.3.0+48"));
    await expect(planBump(workspace, "app", 46)).rejects.toMatchObject({ code: "build_not_higher" });
    await expect(planBump(workspace, "app", 48, "1.2.2")).rejects.toMatchObject({ code: "build_not_higher" });
  });
});
