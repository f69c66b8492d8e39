import { describe, expect, test } from "vitest";
import { TextError } from "../../../../scripts/manifest/mirrors/text-error.ts";
import { setIn, spansIn, valuesIn } from "../../../support/mirror-text.ts";

const short = { type: "plist", key: "CFBundleShortVersionString" };
const build = { type: "plist", key: "CFBundleVersion", value: "build" };

const info = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
\t<!-- <key>CFBundleVersion</key><string>1</string> -->
\t<key>CFBundleDisplayName</key>
\t<string>Tom &amp; <![CDATA[<Jerry>]]></string>
\t<key>Nested</key>
\t<dict>
\t\t<key>CFBundleVersion</key>
\t\t<string>2</string>
\t\t<key>a/b</key><array><true/><integer>7</integer></array>
\t</dict>
\t<key>CFBundleShortVersionString</key>
\t<string>1.2.3</string>
\t<key>CFBundleVersion</key> <!-- raised by hand -->
\t<string> 45 </string>
\t<key>Empty</key><string></string>
\t<key>Shown</key><string>$(MARKETING_VERSION)</string>
</dict>
</plist>
`;

describe("a property list keeps every byte but the value's", () => {
  test.each([
    ["LF", info],
    ["CRLF", info.replaceAll("\n", "\r\n")],
    ["a BOM", `\ufeff${info}`],
    ["no line end at the end", info.trimEnd()],
    ["one line", info.replaceAll(/>\s+</g, "><")],
  ])("%s", async (_, text) => {
    expect(await setIn(short, text, "1.3.0")).toBe(text.replace(">1.2.3<", ">1.3.0<"));
    expect(await setIn(build, text, "46")).toBe(text.replace("> 45 <", "> 46 <"));
  });
});

test("a key of an inner dict is a JSON Pointer", async () => {
  expect(await valuesIn({ ...build, key: "/Nested/CFBundleVersion" }, info)).toEqual(["2"]);
  expect(await setIn({ ...build, key: "/Nested/a~1b/1" }, info, "8")).toBe(info.replace(">7<", ">8<"));
  expect(await valuesIn({ ...build, key: "/Nested/a~1b/0" }, info)).toEqual([]);
  expect(await valuesIn({ ...build, key: "/None/a" }, info)).toEqual([]);
});

test("entities and CDATA are read, and written as entities", async () => {
  const shown = { type: "plist", key: "CFBundleDisplayName", value: "name" };
  expect(await valuesIn(shown, info)).toEqual(["Tom & <Jerry>"]);
  expect(await setIn(shown, info, "A < B & C")).toContain("<string>A &lt; B &amp; C</string>");
  expect(await valuesIn(shown, info.replace("&amp;", "&#x26;&#38;&none;"))).toEqual(["Tom &&&none; <Jerry>"]);
});

test("an empty string can be filled, a link to a build setting can't", async () => {
  expect(await setIn({ type: "plist", key: "Empty" }, info, "1")).toContain(
    "<key>Empty</key><string>1</string>",
  );
  const [span] = await spansIn({ type: "plist", key: "Shown" }, info);
  expect(span?.link).toContain("build setting");
});

test("a key that is there twice is found twice", async () => {
  const twice = info.replace("<key>Empty</key>", "<key>CFBundleVersion</key>");
  expect(await valuesIn(build, twice)).toEqual(["45", ""]);
});

test.each([
  ["a binary one", "bplist00abc"],
  ["one that ends early", info.slice(0, 300)],
  ["a merge", info.replace("\t<key>Empty", "<<<<<<< HEAD\n\t<key>Empty")],
  ["no plist", "<dict></dict>"],
  ["a comment that does not end", info.replace("-->", "")],
  ["a value without a key", info.replace("<key>Empty</key>", "")],
  ["JSON", '{"a": 1}'],
  ["nothing", ""],
  ["thousands of brackets", `<plist>${"<array>".repeat(100_000)}`],
  ["thousands of declarations", "<!A [".repeat(100_000)],
])("what is no property list raises: %s", async (_, text) => {
  await expect(spansIn(build, text)).rejects.toBeInstanceOf(TextError);
});
