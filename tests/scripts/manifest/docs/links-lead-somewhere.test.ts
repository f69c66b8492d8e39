import { expect, test } from "vitest";
import { docsFindings } from "../../../support/docs-workspace.ts";

const broken = async (page: string, more: Record<string, string> = {}) =>
  (await docsFindings({ docs: { files: ["docs/**"] } }, { "docs/a.md": page, ...more }))
    .map((line) => /^link_broken docs\/a\.md:(\d+): /.exec(line)?.[1] ?? line);

test("promise 149: a link, an image, a definition and an attribute of HTML that lead nowhere, each with its line", async () => {
  const page = [
    "# A",
    "[a](b.md) ![b](img/c.png) and [c](<d e.md>)",
    "",
    'See [the label][x] and <a href="f.html">html</a>.',
    "",
    "[x]: ../g.md",
    '[y]: /web/h.ts "title"',
    "<img src='i.png'>",
  ].join("\n");
  expect(await broken(page)).toEqual(["2", "2", "2", "4", "8", "6", "7"]);
  const there = [
    "docs/b.md",
    "docs/img/c.png",
    "docs/d e.md",
    "docs/f.html",
    "g.md",
    "web/h.ts",
    "docs/i.png",
  ];
  expect(await broken(page, Object.fromEntries(there.map((path) => [path, ""])))).toEqual([]);
});

test.each([
  ["a fence", "```\n[a](b.md)\n```"],
  ["a fence in a list", "- x\n\n  ```sh\n  [a](b.md)\n  ```\n"],
  ["a longer fence around a shorter one", "````\n```\n[a](b.md)\n```\n````"],
  ["a fence that never closes", "```\n[a](b.md)\n"],
  ["a fence of tildes with lines of Windows", "~~~\r\n[a](b.md)\r\n~~~\r\n"],
  ["indented code", "x\n\n    [a](b.md)\n"],
  ["a code span", "`[a](b.md)` and `` ` [a](b.md) ` ``"],
  ["a code span over two lines", "`x\n[a](b.md)`"],
  ["a comment", "<!-- [a](b.md)\n\n[c](d.md) -->"],
  ["front matter", "---\nx: '[a](b.md)'\n---\n"],
  ["an escaped bracket", "\\[a](b.md)"],
  ["another scheme", "[a](https://x.test/b.md) [b](mailto:a@b.test) <https://x.test/c.md>"],
  ["an address above the root", "[a](../../issues/5)"],
  ["what a template fills in", "[a]({{ base }}/b.md)"],
  ["a footnote", "x[^1]\n\n[^1]: y.md"],
  ["brackets in prose", "list[0][key] and [x] and [ ] todo"],
  ["brackets that a blank line parts", "[a\n\n](b.md)"],
])("in %s nothing is a link", async (_, page) => {
  expect(await broken(page)).toEqual([]);
});

test.each([
  ["an item of a list", "- x\n    [a](b.md)"],
  ["a table", "| a | b |\n|---|---|\n| x | [a](b.md) |"],
  ["a quote", "> [a](b.md)"],
  ["brackets in brackets", "[![x](https://x.test/a.png)](b.md)"],
  ["a backtick that never closes", "` [a](b.md)"],
  ["parentheses in the name", "[a](b(1).md)"],
  ["behind a fence", "```\nx\n```\n[a](b.md)"],
  ["a title", '[a](b.md "c")'],
])("in %s a link is one", async (_, page) => {
  expect(await broken(page)).toHaveLength(1);
});

test("promise 149: an anchor is a heading of that page, as code hosts write it", async () => {
  const page = [
    "# `GET /a/<b>`, and *why*?",
    "## Twice",
    "## Twice",
    "Under\n---",
    "### Über [a link](#twice) {#own}",
    '<a name="here"></a>',
    "[1](#get-ab-and-why) [2](#twice) [3](#twice-1) [4](#under) [5](#own) [6](#here) [7](b.md#x-y) [8](#)",
    "[9](#twice-2) [10](b.md#z)",
  ].join("\n");
  expect(await broken(page, { "docs/b.md": "# X y\n" })).toEqual(["9", "9"]);
});

test("a line of a file is there, a label has its definition, and the only file of that name is named", async () => {
  const page = "[a](../web/index.ts#L2) [b](../web/index.ts#L3)\n[words][nowhere]\n[c](other.md)\n";
  const found = await docsFindings({ docs: { files: ["docs"] } }, {
    "docs/a.md": page,
    "docs/x/other.md": "",
  });
  expect(found).toEqual([
    "link_broken docs/a.md:1: web/index.ts has no line 3",
    "link_broken docs/a.md:3: the link to other.md leads nowhere; there is docs/x/other.md",
    "link_broken docs/a.md:2: no line says what [nowhere] leads to",
  ]);
});

test("a page that is as odd as its author likes takes no more time for it", async () => {
  const odd = ["[", "](", "`", "<a ", "[[](", "![a][", "<!--", "\\", "> ", "- "].map((part) =>
    part.repeat(20_000)
  );
  expect(await broken(odd.join("\n\n"))).toEqual([]);
});

test("nothing is looked at that version.json does not ask for", async () => {
  expect(await docsFindings({}, { "docs/a.md": "[a](b.md)" })).toEqual([]);
  expect(
    await docsFindings({ docs: { files: ["docs/*.md"] } }, {
      "README.md": "[a](b.md)",
      "docs/a.txt": "[a](b.md)",
    }),
  )
    .toEqual([]);
});
