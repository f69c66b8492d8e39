import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { escapeMarkdown } from "../../../functions/_shared/table/markdown.ts";
import { safeJson, safeText } from "../../../scripts/cli/safe-text.ts";
import { codeCell } from "../../../scripts/manifest/map-text.ts";
import { createMonorepo, type Monorepo } from "../../support/monorepo.ts";

let at: Monorepo;
beforeEach(async () => void (at = await createMonorepo({ remote: false, components: ["docs", "status"] })));
afterEach(() => at.stop());

const clipboard = "\u001b]52;c;aGk=\u0007";
const link = "\u001b]8;;http://evil.test\u001b\\here\u001b]8;;\u001b\\";

describe("a text", () => {
  test.each([clipboard, link, "\u001b[2J", "\u009b2J", "a\rb", "\b", "\u202eabc", "\u2066", "\u0000"])(
    "%j is shown, not obeyed",
    (text) => {
      expect(safeText(text)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      expect(safeText(text)).toContain("\\");
      const line = safeJson(JSON.stringify({ text }));
      expect(line).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      expect(JSON.parse(line)).toEqual({ text });
    },
  );

  test.each(["a\tb\r\nc\n", "\u001b[31mred\u001b[0m", "Ünïcode 🚀👩‍💻", ""])(
    "%j stays",
    (text) => expect(safeText(text)).toBe(text),
  );
});

describe("a command that shows", () => {
  test.each([["check"], ["status"], ["map"], ["audit"]])(
    "%s: a name, a label and a path",
    async (command) => {
      const manifest = JSON.parse(await at.read("version.json"));
      manifest.name = clipboard;
      Object.assign(manifest.components.docs, { name: link, label: clipboard });
      manifest.components.docs.mirrors[0].file = "web/\u202enone.json";
      await at.write("version.json", JSON.stringify(manifest));
      for (const more of [[], ["--json"]]) {
        const { stdout, stderr } = await at.run(command, ...more);
        expect(stdout + stderr).not.toMatch(/(?!\n)[\p{Cc}\u202e]/u);
      }
    },
  );

  test("an argument, in the error that names it", async () => {
    const { stderr } = await at.run("bump", clipboard);
    expect(stderr).not.toContain("\u0007");
  });
});

describe("a Markdown table", () => {
  test.each([
    ["a|b", "a\\|b"],
    ["a\nb\r\nc", "a b c"],
    ["[x](javascript:y)", "\\[x\\](javascript:y)"],
    ["http://evil.test", "http\\://evil.test"],
    ["www.evil.test", "www\\.evil.test"],
    ["a@b.test", "a\\@b.test"],
    ["<img src=x>", "\\<img src=x\\>"],
    [clipboard, " \\]52;c;aGk= "],
  ])("%j", (text, shown) => expect(escapeMarkdown(text)).toBe(shown));

  test.each([["a`b", "`` a`b ``"], ["a|b", "`a\\|b`"], ["a\nb", "`a b`"], ["``", "``` `` ```"]])(
    "code %j",
    (text, shown) => expect(codeCell(text)).toBe(shown),
  );
});
