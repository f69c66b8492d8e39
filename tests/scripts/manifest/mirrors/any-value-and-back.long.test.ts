import fc from "fast-check";
import { expect, test } from "vitest";
import { rewrite } from "../../../../scripts/manifest/mirrors/value-span.ts";
import { setIn, spansIn } from "../../../support/mirror-text.ts";

const name = (type: string, more: Record<string, unknown>) => ({
  type,
  value: "name",
  file: "a.gradle",
  ...more,
});

/** A text for each type with a place for a value, and something odd around it. */
const forms: [string, Parameters<typeof spansIn>[0], string][] = [
  ["json", name("json", { key: "/a" }), '\ufeff{ "b": "é", /* c */ "a": "x" }\r\n'],
  ["toml, basic", name("toml", { key: "/t/a" }), '# é\r\n[t]\r\na = "x" # y\r\n'],
  ["toml, literal", name("toml", { key: "/t/a" }), "t = { a = 'x', b = 1 }"],
  ["yaml, plain", name("yaml", { key: "/a" }), "\ufeffb: é\r\na: x # y\r\nc: 1\r\n"],
  ["yaml, flow", name("yaml", { key: "/a" }), "{b: 1, a: x, c: 1}"],
  ["yaml, single", name("yaml", { key: "/a" }), "a: 'x'\nb: 1\n"],
  ["yaml, double", name("yaml", { key: "/a" }), 'a: "x"'],
  ["gradle, double", name("gradle", { key: "versionName" }), '// é\r\nversionName "x" // y\r\n'],
  ["gradle, single", name("gradle", { key: "versionName" }), "versionName = 'x'\n"],
  ["plist", name("plist", { key: "a" }), "<plist><dict>\r\n<key>a</key><string>x</string></dict></plist>"],
];

// what may be a name or a version: one line, as version.json takes it
const values = fc.stringMatching(/^[^\p{C}\p{Zl}\p{Zp}]{1,40}$/u).map((text) => text.trim()).filter((text) =>
  text !== "" && !text.includes("$(") && !text.includes("${")
);
const versions = fc.tuple(
  fc.nat(999),
  fc.nat(999),
  fc.nat(999),
  fc.constantFrom("", "-alpha.1", "-beta.12", "-rc.3"),
  fc.constantFrom("", "+45"),
)
  .map(([a, b, c, suffix, build]) => `${a}.${b}.${c}${suffix}${build}`);

test.each(forms)(
  "%s: any value can be read back, nothing else changes, and the way back gives the same bytes",
  async (_, mirror, text) => {
    const [span] = await spansIn(mirror, text);
    if (span === undefined) throw new Error("the form has no place");
    await fc.assert(
      fc.asyncProperty(fc.oneof(values, versions), async (value) => {
        const after = await setIn(mirror, text, value);
        expect(after.slice(0, span.start)).toBe(text.slice(0, span.start));
        expect(after.slice(after.length - (text.length - span.end))).toBe(text.slice(span.end));
        const back = rewrite(after, await spansIn(mirror, after), "x");
        // quotes that a value needed stay
        expect(back === text || back.replace(/"x"/, "'x'") === text || back.replace('"x"', "x") === text)
          .toBe(true);
      }),
      { numRuns: 60, seed: 76 },
    );
  },
);

test.each(forms)("%s: from one version to another and back gives the same bytes", async (_, mirror, form) => {
  await fc.assert(
    fc.asyncProperty(versions, versions, async (one, other) => {
      const text = await setIn(mirror, form, one);
      expect(await setIn(mirror, await setIn(mirror, text, other), one)).toBe(text);
    }),
    { numRuns: 40, seed: 76 },
  );
});
