import { expect, test } from "vitest";
import { parseHtml } from "../../../../scripts/stack/telegram/html.ts";

test.each([
  ["plain", "plain"],
  [
    "<b>a</b><strong>b</strong><i>c</i><em>d</em><u>e</u><ins>f</ins><s>g</s><strike>h</strike><del>i</del>",
    "abcdefghi",
  ],
  ["<b>bold <i>both <u>all</u></i></b>", "bold both all"],
  ['<a href="https://example.com/?a=1&amp;b=2">link</a>', "link"],
  ["<A HREF='tg://user?id=1'>Upper</A>".replace("HREF", "href"), "Upper"],
  ['<span class="tg-spoiler">x</span><tg-spoiler>y</tg-spoiler>', "xy"],
  ['<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>', "👍"],
  ["<code>a &lt; b &amp;&amp; c &gt; d &quot;</code>", 'a < b && c > d "'],
  ['<pre><code class="language-swift">let x</code></pre>', "let x"],
  ["<blockquote expandable>long <b>one</b></blockquote>", "long one"],
  ["&#65;&#x1F600;", "A😀"],
  ["<b></b>x", "x"],
])("takes %s", (source, text) => {
  expect(parseHtml(source)).toMatchObject({ text });
});

test("counts offsets in UTF-16 units, and gives a link its address", () => {
  expect(parseHtml('👍 <a href="https://example.com/?a=1&amp;b=2">ü</a>')).toEqual({
    text: "👍 ü",
    entities: [{ type: "text_link", offset: 3, length: 1, url: "https://example.com/?a=1&b=2" }],
  });
});

test.each([
  ["<table>", 'Unsupported start tag "table" at byte offset 0'],
  ["ü<br/>", 'Unsupported start tag "br/" at byte offset 2'],
  ["<b>a", `Can't find end tag corresponding to start tag "b"`],
  ["a</b>", "Unexpected end tag at byte offset 1"],
  ["<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
  ["<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'],
  ["a <b", "Unclosed start tag at byte offset 2"],
  ["<b>a</b", "Unclosed end tag at byte offset 4"],
  [
    '<code><a href="https://x.y">z</a></code>',
    `Tag "code" can't contain other entities, found "a" at byte offset 6`,
  ],
  ["<pre><b>z</b></pre>", `Tag "pre" can't contain other entities, found "b" at byte offset 5`],
  [
    "<pre><code><b>z</b></code></pre>",
    `Tag "code" can't contain other entities, found "b" at byte offset 11`,
  ],
  [
    '<code class="language-ts">z</code>',
    'Attribute "class" of the tag "code" needs an enclosing "pre" at byte offset 0',
  ],
  [
    "<blockquote>a<blockquote>b</blockquote></blockquote>",
    `Tag "blockquote" can't be nested at byte offset 13`,
  ],
  ["<a>z</a>", 'Tag "a" must have a valid attribute "href" at byte offset 0'],
  ['<a href="javascript:alert(1)">z</a>', 'Tag "a" must have a valid attribute "href" at byte offset 0'],
  ['<a href="https://x.y" title="t">z</a>', 'Unsupported attribute "title" of the tag "a" at byte offset 0'],
  ['<b class="x">z</b>', 'Unsupported attribute "class" of the tag "b" at byte offset 0'],
  ["<a href='https://x.y>z</a>", `Can't parse the attributes of the tag "a" at byte offset 0`],
  ["<span>z</span>", 'Tag "span" must have a valid attribute "class" at byte offset 0'],
  ["a & b", 'Unescaped "&" or unknown entity at byte offset 2'],
  ["a&nbsp;b", 'Unescaped "&" or unknown entity at byte offset 1'],
  ["a > b", 'Unescaped ">" at byte offset 2'],
])("refuses %s", (source, problem) => {
  expect(parseHtml(source)).toEqual({ problem });
});
