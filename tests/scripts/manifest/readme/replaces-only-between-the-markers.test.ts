import { describe, expect, test } from "vitest";
import type { Finding } from "../../../../scripts/cli/command-error.ts";
import { placeHint, planReadme } from "../../../../scripts/manifest/readme.ts";
import { ownerOf } from "../../../../scripts/manifest/ownership.ts";
import { markedRegion, renderRegion } from "../../../../scripts/manifest/readme-text.ts";
import { memoryMonorepo, textsOf, withEdits } from "../../../support/monorepo/in-memory.ts";

const empty = (name: string) => `<!-- VERSION:${name} --><!-- /VERSION:${name} -->`;
const open = (name: string, body: string, eol = "\n") =>
  `<!-- VERSION:${name} -->${eol}${eol}${body.replaceAll("\n", eol)}${eol}${eol}<!-- /VERSION:${name} -->`;

async function plan(readme: string, edit?: Parameters<typeof memoryMonorepo>[0]) {
  const nine = await memoryMonorepo({ ...edit, files: { "README.md": readme } });
  const { edit: change, findings } = await planReadme(nine);
  const text = change === null ? readme : textsOf([change])["README.md"] ?? "";
  // where the table stands is another question
  const isPlace = (finding: Finding) => finding.hint === placeHint;
  return {
    nine,
    text,
    codes: findings.filter((finding) => !isPlace(finding)).map(({ code }) => code),
    places: findings.filter(isPlace).map(({ message }) => message),
  };
}

describe("promise 16: bytes outside of the markers stay", () => {
  test.each([
    ["plain", "# A\n\n", "\n\n", "\n\nafter \t \n\n\n", "\n"],
    ["CRLF", "# A\r\n\r\n", "\r\n", "\r\nafter\r\n", "\r\n"],
    ["a BOM and no break at the end", "\ufeff", "\n", " after", "\n"],
    ["the table before the banner", "# A\n", "\n", "", "\n"],
    ["odd bytes", "\u2028\u0085\u00a0# A\u0000\n", "\n", "\u{1f680}", "\n"],
  ])("%s", async (name, before, between, after, eol) => {
    const [first = "", second = ""] = name.startsWith("the table")
      ? ["table", "banner"]
      : ["banner", "table"];
    const { nine, text, codes } = await plan(before + empty(first) + between + empty(second) + after);
    const region = (name: string) =>
      open(name, renderRegion(name === "table" ? "table" : "banner", nine.manifest), eol);
    expect(text).toBe(before + region(first) + between + region(second) + after);
    expect(codes).toEqual(["readme_drift", "readme_drift"]);
    const again = await planReadme(
      await withEdits(nine, [{ path: "README.md", after: new TextEncoder().encode(text) }]),
    );
    expect([again.edit, again.findings.filter(({ hint }) => hint !== placeHint)]).toEqual([null, []]);
  });
});

describe("promise 16: a missing marker is refused, and nothing is written", () => {
  test.each([
    ["no table", empty("banner")],
    ["no banner", empty("table")],
    ["no end of the table", `${empty("banner")}\n<!-- VERSION:table -->\n`],
    ["the end before the beginning", `${empty("banner")}\n<!-- /VERSION:table -->\n<!-- VERSION:table -->\n`],
    ["twice", `${empty("banner")}\n${empty("table")}\n${empty("table")}\n`],
    ["only in a code block", `${empty("banner")}\n\`\`\`html\n${empty("table")}\n\`\`\`\n`],
    ["only in a sentence", `${empty("banner")}\nWrite \`${empty("table")}\`.\n`],
  ])("%s", async (_, readme) => {
    const { text, codes } = await plan(readme);
    expect(text).toBe(readme);
    expect(codes).toContain("readme_markers_missing");
  });

  test("no README.md at all", async () => {
    const nine = await memoryMonorepo();
    const tree = {
      ...nine.tree,
      read: (path: string) => path === "README.md" ? Promise.resolve(null) : nine.tree.read(path),
    };
    expect((await planReadme({ ...nine, tree })).findings.map(({ code }) => code)).toEqual([
      "readme_markers_missing",
    ]);
  });
});

test("markers may be shown in code beside the real ones", async () => {
  const shown = `~~~md\n${empty("table")}\n${empty("map")}\n~~~\n\n\`${empty("banner")}\`\n`;
  const { nine, text } = await plan(`${empty("banner")}\n${empty("table")}\n${shown}`);
  expect(text).toBe(
    `${markedRegion("banner", nine.manifest)}\n${markedRegion("table", nine.manifest)}\n${shown}`,
  );
});

test("map and quick reference are kept where somebody put their markers", async () => {
  const { nine, text, codes } = await plan(["banner", "table", "map", "reference"].map(empty).join("\n"));
  expect(text).toBe(
    (["banner", "table", "map", "reference"] as const).map((name) => markedRegion(name, nine.manifest)).join(
      "\n",
    ),
  );
  expect(codes).toHaveLength(4);
  expect(text).toContain("`slipway ship dashboard`");
  expect(text).toContain("| Manifest | `version.json`");
});

describe("promise 18: the table is the first thing to read", () => {
  test.each([
    ["banner and comments may stand before it", `\ufeff\n<!-- a\n\ncomment -->\n${empty("banner")}\n`, 0],
    ["a title", `# Nine\n\n${empty("banner")}\n`, 1],
    ["badges and pictures", `${empty("banner")}\n\n[![ci](a)](b)\n`, 3],
    ["text behind a comment", `<!-- a --> Text.\n${empty("banner")}\n`, 1],
    ["text", `${empty("banner")}\n\nText.\n\n`, 3],
    ["a paragraph in HTML", `<p align="center">x</p>\n${empty("banner")}\n`, 1],
  ])("%s", async (_, head, line) => {
    const { text, places } = await plan(`${head}${empty("table")}\n\n# Nine\n`);
    // once it is written, nothing else is left to find
    expect((await plan(text)).places.length).toBe(line === 0 ? 0 : 1);
    expect(places.filter((place) => place.endsWith("it belongs first"))).toEqual(
      line === 0 ? [] : [`README.md:${line}: the table comes after this; it belongs first`],
    );
  });
});

describe("ship.readme names the file that holds the table", () => {
  const named = (files: Record<string, string>) =>
    memoryMonorepo({ edit: (draft) => draft.ship.readme = "docs/about.md", files });

  test("that one is written, README.md is nobody's then", async () => {
    const nine = await named({
      "README.md": "# Mine\n",
      "docs/about.md": `${empty("banner")}\n${empty("table")}\n`,
    });
    const { edit, findings } = await planReadme(nine);
    expect(edit?.path).toBe("docs/about.md");
    expect(findings.map(({ file }) => file)).toEqual(["docs/about.md", "docs/about.md"]);
    expect(ownerOf(nine.manifest, "docs/about.md")).toBe("shared");
  });

  test("a missing one is found by its name", async () => {
    const { findings } = await planReadme(await named({}));
    expect(findings).toMatchObject([{ code: "readme_markers_missing", file: "docs/about.md" }]);
  });
});

describe("what a page says about itself first is no text before the table", () => {
  test.each([
    ["YAML", "---\ntitle: Nine\n---\n", []],
    ["TOML, CRLF and a BOM", "\ufeff+++\r\ntitle = 'Nine'\r\n+++\r\n", []],
    ["nothing between the lines", "---\n---\n", []],
    ["a line that never ends it", "---\ntitle: Nine\n", [expect.stringMatching(/:1:/)]],
    ["text after it", "---\ntitle: Nine\n---\n# Nine\n", [expect.stringMatching(/:4:/)]],
    ["a second pair of lines", "---\na: b\n---\n---\nc: d\n---\n", [expect.stringMatching(/:4:/)]],
  ])("%s", async (_, before, places) => {
    expect((await plan(`${before}${empty("banner")}\n${empty("table")}\n`)).places).toEqual(places);
  });
});
