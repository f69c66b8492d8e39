import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { interpretCommit } from "../../../../scripts/history/commits/interpret.ts";
import { highestLevel, levelAt } from "../../../../scripts/history/commits/level.ts";
import { withoutReverted } from "../../../../scripts/history/commits/without-reverted.ts";
import { commitOf } from "../../../support/commits.ts";

const read = (message: string, parents?: string[]) => interpretCommit(commitOf(message, { parents }));

describe("a conventional message", () => {
  test.each([
    ["feat: orders", { type: "feat", scope: null, subject: "orders", level: "minor" }],
    ["FEAT: orders", { type: "feat", level: "minor" }],
    ["feature(api/v2,web): orders", { type: "feature", scope: "api/v2,web", level: "minor" }],
    ["fix(deps): x", { type: "fix", scope: "deps", level: "patch" }],
    ["perf: x", { level: "patch" }],
    ["docs: x", { type: "docs", level: null }],
    ["feat!: x", { level: "major", isBreaking: true, breakingNotes: ["x"] }],
    ["chore(a)!: x", { level: "major" }],
    ["fix: x\n\nBREAKING CHANGE: gone\nfor good\n\nReviewed-by: Ada", {
      level: "major",
      breakingNotes: ["gone\nfor good"],
    }],
    ["fix: x\n\nBREAKING-CHANGE: gone", { level: "major", breakingNotes: ["gone"] }],
    ["docs: x\n\nBREAKING CHANGE:\nnext line", { level: "major", breakingNotes: ["next line"] }],
    ["fix: x\n\nbreaking change: only words", { level: "patch", isBreaking: false }],
    ["fix: x\n\nThe BREAKING CHANGE: is not at the beginning", { level: "patch" }],
    ["Orders can be exported", { type: null, subject: "Orders can be exported", level: null }],
    ["feat orders: no", { type: null, level: null }],
    ["", { type: null, subject: "", level: null }],
  ])("%j", (message, expected) => expect(read(message)).toMatchObject(expected));
});

describe("the pull request", () => {
  test.each([
    ["feat: x (#12)", 12],
    ["fix: backport (#12) (#34)", 34],
    ["fix: see #5", null],
    ["fix: (#5) in the middle", null],
    ["Orders\n\nSee merge request acme/shop!7", 7],
  ])("of %j", (message, pull) => expect(read(message).pull).toBe(pull));

  test.each([
    ["Merge pull request #12 from acme/side\n\nfeat: x", 12],
    ["Merged in side (pull request #3)", 3],
    ["Merge branch 'main' into side", null],
  ])("of the merge %j, which tells nothing of its own", (message, pull) => {
    expect(read(message, ["a", "b"])).toMatchObject({ pull, isSilent: true, level: null });
  });
});

test.each(["fixup! feat: x", "squash! feat!: x", "amend! feat: x"])(
  "%j is about to be squashed, so it tells nothing",
  (message) => {
    expect(read(message)).toMatchObject({ isSilent: true, level: null, isBreaking: false });
  },
);

describe("what was taken back", () => {
  const sha = (digit: string) => digit.repeat(40);
  const commits = (...messages: [string, string][]) =>
    messages.map(([digit, message]) => interpretCommit(commitOf(message, { sha: sha(digit) })));
  const left = (...messages: [string, string][]) =>
    withoutReverted(commits(...messages)).map((commit) => commit.sha[0]);

  test("is not in the release, nor is what took it back", () => {
    expect(left(["2", `Revert "feat: x"\n\nThis reverts commit ${sha("1")}.`], ["1", "feat: x"])).toEqual([]);
    expect(left(["2", `revert: feat: x\n\nRefs: ${sha("1").slice(0, 9)}`], ["1", "feat: x"])).toEqual([]);
    expect(
      left(["3", 'Revert "feat: x (#12)" (#13)\n\nReverts acme/shop#12'], ["2", "feat: y (#12)"], [
        "1",
        "feat: x (#12)",
      ]),
    ).toEqual([]);
  });

  test("is in it again when the revert was reverted", () => {
    expect(left(
      ["3", `Reapply "feat: x"\n\nThis reverts commit ${sha("2")}.`],
      ["2", `Revert "feat: x"\n\nThis reverts commit ${sha("1")}.`],
      ["1", "feat: x"],
    )).toEqual(["1"]);
  });

  test("and was released before: the revert is a patch", () => {
    const [revert] = commits(["2", `Revert "feat: x"\n\nThis reverts commit ${sha("1")}.`]);
    expect(withoutReverted(commits(["2", `Revert "feat: x"\n\nThis reverts commit ${sha("1")}.`]))).toEqual([
      revert,
    ]);
    expect(revert?.level).toBe("patch");
  });
});

describe("how far a version rises", () => {
  const asIs = { bump_minor_pre_major: false, bump_patch_for_minor_pre_major: false };

  test("is the highest of all, and nothing of nothing", () => {
    expect(highestLevel(["patch", null, "minor"])).toBe("minor");
    expect(highestLevel([null, null])).toBe(null);
    expect(highestLevel([])).toBe(null);
  });

  test("below 1.0.0 is the same, unless it is wished that the 0 stays", () => {
    expect(levelAt("major", 0, asIs)).toBe("major");
    expect(levelAt("major", 0, { ...asIs, bump_minor_pre_major: true })).toBe("minor");
    expect(levelAt("minor", 0, { ...asIs, bump_patch_for_minor_pre_major: true })).toBe("patch");
    expect(levelAt("major", 1, { bump_minor_pre_major: true, bump_patch_for_minor_pre_major: true })).toBe(
      "major",
    );
    expect(levelAt(null, 0, asIs)).toBe(null);
  });
});

test("no message is too odd to be read", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), (message) => {
    expect(typeof read(message).subject).toBe("string");
  }));
  expect(read(`feat: x\n\n${"fix #1 ".repeat(9_000)}`).level).toBe("minor");
});
