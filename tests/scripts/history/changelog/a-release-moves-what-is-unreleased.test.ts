import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { finaliseChangelog } from "../../../../scripts/history/changelog/finalise.ts";
import { readUnreleased } from "../../../../scripts/history/changelog/unreleased.ts";
import { hostLinks } from "../../../../scripts/history/notes/links.ts";
import * as odd from "./odd-changelogs.ts";

const release = { version: "1.3.0", tag: "web-v1.3.0", previousTag: "web-v1.2.0", date: "2026-11-27" };
const github = hostLinks("github", "https://github.com/acme/shop");
const finalised = (text: string, more: Partial<Parameters<typeof finaliseChangelog>[1]> = {}): string => {
  const answer = finaliseChangelog(text, { ...release, links: github, ...more });
  if ("problem" in answer) throw new Error(`${answer.code}: ${answer.problem}`);
  return answer.text;
};

test("only the headings and references of the two change: every other byte stays", () => {
  expect(finalised(odd.full)).toBe(
    odd.full
      .replace("-->\n\n## [Unreleased]\n", "-->\n\n## [Unreleased]\n\n## [1.3.0] - 2026-11-27\n")
      .replace(
        "compare/web-v1.2.0...HEAD\n",
        "compare/web-v1.3.0...HEAD\n[1.3.0]: https://github.com/acme/shop/compare/web-v1.2.0...web-v1.3.0\n",
      ),
  );
});

test("Windows line ends stay, and what is added has them too", () => {
  expect(finalised(odd.crlf)).toBe(finalised(odd.full).replaceAll("\n", "\r\n"));
});

describe("headings of all kinds", () => {
  test.each([
    [
      "no title, no brackets",
      odd.noTitle,
      "## Unreleased\n\n## 1.3.0 - 2026-11-27\n- one\n\n## 1.2.0\n- old\n",
    ],
    ["a BOM", odd.bom, "\uFEFF## [Unreleased]\n\n## [1.3.0] - 2026-11-27\n- one\n"],
    ["no final line end", odd.noFinalNewline, "# log\n\n## [Unreleased]\n\n## [1.3.0] - 2026-11-27\n\n- one"],
    ["nothing but the heading", odd.headingOnly, "## [Unreleased]\n\n## [1.3.0] - 2026-11-27"],
    [
      "a closed heading",
      odd.closedHeading,
      "# log #\n\n## [Unreleased] ##\n\n## [1.3.0] - 2026-11-27\n\n- one\n",
    ],
    [
      "a deeper level",
      "# log\n\n### Unreleased\n\n- one\n",
      "# log\n\n### Unreleased\n\n### 1.3.0 - 2026-11-27\n\n- one\n",
    ],
  ])("%s", (_, text, expected) => expect(finalised(text)).toBe(expected));

  test("lower case with a date to come; references as the file has them", () => {
    expect(finalised(odd.lowerCase, { links: null })).toBe(
      odd.lowerCase.replace("ReleaseDate\n", "ReleaseDate\n\n## [1.3.0] - 2026-11-27\n")
        .replace(
          "[1.2.0]: ",
          "[1.3.0]: https://gitlab.com/acme/shop/-/compare/web-v1.2.0...web-v1.3.0\n[1.2.0]: ",
        ),
    );
  });

  test("a heading that is a link itself", () => {
    expect(finalised(odd.inline)).toBe(
      odd.inline.replace(
        "## [Unreleased](https://github.com/acme/shop/compare/web-v1.2.0...main)",
        "## [Unreleased](https://github.com/acme/shop/compare/web-v1.3.0...HEAD)\n\n" +
          "## [1.3.0](https://github.com/acme/shop/compare/web-v1.2.0...web-v1.3.0) - 2026-11-27",
      ),
    );
  });
});

test("the first release is linked to its own page", () => {
  const text = "## [Unreleased]\n\n[unreleased]: <https://github.com/acme/shop/commits/main>\n";
  expect(finalised(text, { previousTag: null })).toBe(
    "## [Unreleased]\n\n## [1.3.0] - 2026-11-27\n\n[unreleased]: <https://github.com/acme/shop/compare/web-v1.3.0...HEAD>\n" +
      "[1.3.0]: https://github.com/acme/shop/releases/tag/web-v1.3.0\n",
  );
});

test("a version that is there already changes nothing, however it is written", () => {
  for (
    const heading of ["## [1.3.0] - 2026-01-01", "## 1.3.0", "## v1.3.0 (2026-01-01)", "## [web-v1.3.0]"]
  ) {
    const text = `## [Unreleased]\n\n- one\n\n${heading}\n`;
    expect(finalised(text)).toBe(text);
  }
  expect(finalised(finalised(odd.full))).toBe(finalised(odd.full));
});

describe("what can't be finalised is said with a code", () => {
  test.each([
    ["changelog_unreleased_missing", "# log\n\n## [1.2.0]\n"],
    ["changelog_unreleased_missing", "```\n## [Unreleased]\n```\n<!--\n## [Unreleased]\n"],
    ["changelog_unreleased_repeated", "## [Unreleased]\n\n## Unreleased\n"],
    ["changelog_links_unknown", "## [Unreleased]\n\n[unreleased]: somewhere\n"],
  ])("%s: %j", (code, text) => {
    expect(finaliseChangelog(text, { ...release, links: null })).toMatchObject({
      code,
      hint: expect.stringMatching(/./),
    });
  });
});

describe("what is unreleased", () => {
  test.each([
    [odd.headingOnly, true, ""],
    [odd.comments, true, "<!-- write\nhere -->\n\n### Added\n\n<!-- - nothing -->"],
    ["## [Unreleased]\n\n### Added\n\n[unreleased]: https://a.test/x\n", true, "### Added"],
    [odd.crlf.slice(0, 0) + "## Unreleased\r\n\r\n- a\r\n- b\r\n", false, "- a\n- b"],
    [odd.openFence, false, "~~~\n## [1.2.0]"],
  ])(
    "%j is empty: %s",
    (text, isEmpty, body) => expect(readUnreleased(text)).toMatchObject({ isEmpty, body }),
  );

  test("is found where it stands", () =>
    expect(readUnreleased(odd.full)).toMatchObject({ line: 11, isEmpty: false }));
});

test("whatever stands in a changelog, nothing of it is lost", () => {
  const line = fc.constantFrom(
    "## [Unreleased]",
    "## 1.0.0",
    "```",
    "<!--",
    "-->",
    "- x",
    "",
    "~~~~",
    "### Added",
    "[a]: b",
    "    ## x",
  );
  fc.assert(fc.property(fc.array(line, { maxLength: 30 }), fc.constantFrom("\n", "\r\n"), (lines, eol) => {
    const text = lines.join(eol);
    const answer = finaliseChangelog(text, { ...release, links: github });
    if ("problem" in answer) return;
    const added = `${text.includes("\r\n") ? "\r\n\r\n" : "\n\n"}## [1.3.0] - 2026-11-27`;
    expect(answer.text.split(added).join("")).toBe(text);
  }));
});
