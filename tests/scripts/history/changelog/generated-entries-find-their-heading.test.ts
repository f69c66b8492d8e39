import { describe, expect, test } from "vitest";
import { changelogGroups, insertEntries } from "../../../../scripts/history/changelog/entries.ts";
import { finaliseChangelog } from "../../../../scripts/history/changelog/finalise.ts";
import { interpretCommit } from "../../../../scripts/history/commits/interpret.ts";
import { entriesOfCommits } from "../../../../scripts/history/notes/entries.ts";
import { commitOf } from "../../../support/commits.ts";

const told = (...messages: string[]) =>
  entriesOfCommits(
    messages.map((message, index) => interpretCommit(commitOf(message, { sha: String(index).repeat(40) }))),
  );
const groups = (...messages: string[]) => changelogGroups(told(...messages), null);
const inserted = (text: string, ...messages: string[]) => {
  const answer = insertEntries(text, groups(...messages));
  if ("problem" in answer) throw new Error(answer.code);
  return answer.text;
};

test("commits stand under the headings of Keep a Changelog", () => {
  expect(
    groups(
      "feat(api)!: c (#3)",
      "fix: b (#2)",
      "feat: a (#1)",
      "docs: quiet",
      "perf: d",
      "odd one",
      "build(deps): bump x from 1 to 2",
    ),
  ).toEqual([
    { heading: "Added", items: ["- a (#1)"] },
    { heading: "Changed", items: ["- **Breaking:** **api:** c (#3)", "- d", "- odd one", "- x 1 → 2"] },
    { heading: "Fixed", items: ["- b (#2)"] },
  ]);
});

describe("entries go", () => {
  test("under a heading that is there, after what people wrote, and make those that are missing", () => {
    expect(
      inserted("## [Unreleased]\n\n### Added\n\n- by hand\n  more\n\n## [1.0.0]\n", "feat: new", "fix: old"),
    ).toBe(
      "## [Unreleased]\n\n### Added\n\n- by hand\n  more\n- new\n\n### Fixed\n\n- old\n\n## [1.0.0]\n",
    );
  });

  test("into an empty section, before the references at the end", () => {
    expect(inserted("## [Unreleased]\r\n\r\n[unreleased]: https://a.test\r\n", "feat: new")).toBe(
      "## [Unreleased]\r\n\r\n### Added\r\n\r\n- new\r\n\r\n[unreleased]: https://a.test\r\n",
    );
    expect(inserted("## [Unreleased]", "feat: new")).toBe("## [Unreleased]\n\n### Added\n\n- new");
  });

  test("behind a comment that begins where they would stand, never into it", () => {
    expect(
      inserted("## [Unreleased]\n\n### Added\n\n- by hand <!-- said\nmore -->\n\n### Fixed\n", "feat: new"),
    ).toBe(
      "## [Unreleased]\n\n### Added\n\n- by hand <!-- said\nmore -->\n- new\n\n### Fixed\n",
    );
  });

  test("nowhere when they are there already", () => {
    const once = inserted("## [Unreleased]\n", "feat: new", "fix: old");
    expect(inserted(once, "feat: new", "fix: old")).toBe(once);
    expect(inserted(once, "feat: newer", "feat: new")).toBe(once.replace("- new\n", "- new\n- newer\n"));
  });
});

test("what was written and what was generated go out together", () => {
  const text = inserted("## [Unreleased]\n\n### Added\n- by hand\n", "feat: new");
  const release = { version: "1.0.0", tag: "v1.0.0", previousTag: null, date: "2026-11-27", links: null };
  expect(finaliseChangelog(text, release)).toEqual({
    text: "## [Unreleased]\n\n## [1.0.0] - 2026-11-27\n\n### Added\n- by hand\n- new\n",
  });
});

test("without [Unreleased] nothing is guessed", () => {
  expect(insertEntries("# log\n", groups("feat: new"))).toMatchObject({
    code: "changelog_unreleased_missing",
  });
});
