import { describe, expect, test } from "vitest";
import { setIn, spansIn, valuesIn } from "../../../support/mirror-text.ts";

const code = { type: "gradle", key: "versionCode", value: "build", file: "app/build.gradle" };
const name = { ...code, key: "versionName", value: "version" };
const kotlin = (mirror: typeof code) => ({ ...mirror, file: "app/build.gradle.kts" });
const inDefault = (line: string) => `android {\n    defaultConfig {\n        ${line}\n    }\n}\n`;

describe("a setting keeps its form", () => {
  test.each([
    ["versionCode 45", "versionCode 46"],
    ["versionCode = 45", "versionCode = 46"],
    ["versionCode=45 // was 44", "versionCode=46 // was 44"],
    ["versionCode(45)", "versionCode(46)"],
    ["setVersionCode(45)", "setVersionCode(46)"],
    ["versionCode /* 1 */ 1_000;", "versionCode /* 1 */ 46;"],
    ["versionCode =\n            45", "versionCode =\n            46"],
    ["this.versionCode = 45", "this.versionCode = 46"],
  ])("%s", async (before, after) => {
    for (const ends of ["\n", "\r\n"]) {
      const text = inDefault(before).replaceAll("\n", ends);
      expect(await setIn(code, text, "46")).toBe(inDefault(after).replaceAll("\n", ends));
      expect(await setIn(kotlin(code), text, "46")).toBe(inDefault(after).replaceAll("\n", ends));
    }
  });

  test.each([
    ['versionName "1.2.3"', 'versionName "1.3.0-alpha.1"'],
    ["versionName '1.2.3'", "versionName '1.3.0-alpha.1'"],
    ['versionName = "1.2.3"', 'versionName = "1.3.0-alpha.1"'],
    ['setVersionName("1.2.3")', 'setVersionName("1.3.0-alpha.1")'],
    ['versionName """1.2.3"""', 'versionName """1.3.0-alpha.1"""'],
    ["versionName 1.2", 'versionName "1.3.0-alpha.1"'],
  ])("%s", async (before, after) => {
    expect(await setIn(name, inDefault(before), "1.3.0-alpha.1")).toBe(inDefault(after));
  });
});

test("neither comments, texts, arguments, maps nor other words are a setting", async () => {
  const text = `#!/usr/bin/env gradle
// versionCode 1
/* versionCode 2 */
def versionCode = 3
println "versionCode 4"
println 'it\\'s // versionCode 5'
def map = [
    versionCode : 6,
]
foo(
    versionCode = 7
)
def pattern = ~/versionCode 8 "/
if (versionCode == 9) { versionCodes 10; myVersionCode 11 }
output.versionCode.set(12)
println """
versionCode 13
"""
println "\${project.hasProperty("x") ? "versionCode 14" : '}'}"
android { defaultConfig { versionCode 45 } }
`;
  expect(await valuesIn(code, text)).toEqual(["45"]);
  expect(await setIn(code, text, "46")).toBe(text.replace("versionCode 45", "versionCode 46"));
});

test("Kotlin's comments may hold comments, Groovy's may not", async () => {
  const text = "/* /* */ versionCode = 1 */\nversionCode = 2\n";
  expect(await valuesIn(kotlin(code), text)).toEqual(["2"]);
  expect(await valuesIn(code, "/* /* */\nversionCode = 1\n")).toEqual(["1"]);
});

const groovyFlavors = `android {
    defaultConfig { versionCode 1 }
    flavorDimensions "tier"
    productFlavors {
        free { versionCode 2 }
        paid {
            dimension "tier"
            versionCode 3
        }
    }
    buildTypes { debug { versionNameSuffix "-debug" } }
    productFlavors.all { versionNameSuffix "x" }
}
`;
const kotlinFlavors = `android {
    defaultConfig { versionCode = 1 }
    productFlavors {
        create("free") { versionCode = 2 }
        register("paid") {
            dimension = "tier"
            versionCode = 3
        }
        val trial by creating { versionCode = 4 }
        getByName("old").versionCode = 5
    }
}
android.productFlavors.create("late") { versionCode = 6 }
`;

test("without a flavor the setting outside of all flavors is meant, else the flavor's", async () => {
  expect(await valuesIn(code, groovyFlavors)).toEqual(["1"]);
  expect(await valuesIn(kotlin(code), kotlinFlavors)).toEqual(["1"]);
  for (const [flavor, value] of [["free", "2"], ["paid", "3"]] as const) {
    expect(await valuesIn({ ...code, flavor }, groovyFlavors)).toEqual([value]);
  }
  for (
    const [flavor, value] of [["free", "2"], ["paid", "3"], ["trial", "4"], ["old", "5"], [
      "late",
      "6",
    ]] as const
  ) {
    expect(await valuesIn({ ...kotlin(code), flavor }, kotlinFlavors)).toEqual([value]);
  }
  expect(await valuesIn({ ...code, flavor: "none" }, groovyFlavors)).toEqual([]);
  const paid = { ...code, flavor: "paid" };
  expect(await setIn(paid, groovyFlavors, "30")).toBe(
    groovyFlavors.replace("versionCode 3", "versionCode 30"),
  );
});

test.each([
  ["versionCode rootProject.ext.android.versionCode", "ext"],
  ["versionCode = libs.versions.android.versionCode.get().toInt()", "libs.versions.toml"],
  ['versionCode = (project.findProperty("code") as String?)?.toInt() ?: 45', "gradle.properties"],
  ['versionCode = System.getenv("SLIPWAY_BUILD")?.toInt() ?: 8', "environment"],
  ["versionCode Integer.parseInt(45)", "Mirror the line"],
  ["versionCode 40 + 5", "Mirror the line"],
  ["versionCode = 45.toInt()", "Mirror the line"],
])("an expression is a link, with a hint where it leads: %s", async (line, hint) => {
  const [span, ...more] = await spansIn(code, inDefault(line));
  expect(span?.line).toBe(3);
  expect(span?.link).toContain(hint);
  expect(more).toEqual([]);
});

test.each([
  ['versionName "1.2.${patch}"', true],
  ['versionName "1.2.$patch"', true],
  ['versionName "1.2." + patch', true],
  ["versionName '1.2.$patch'", false],
  ['versionName "1.2.\\$3"', false],
])("a text that is put together is a link: %s", async (line, isLink) => {
  const [span] = await spansIn(name, inDefault(line));
  expect(span?.link !== undefined).toBe(isLink);
});

test("several that set it are all found, as in the two ways of a condition", async () => {
  const text = "if (beta) { versionCode 1 } else { versionCode 2 }\next { versionCode = 3 }\n";
  expect(await valuesIn(code, text)).toEqual(["1", "2", "3"]);
});

test.each([
  "versionCode",
  "versionCode =",
  'versionName "',
  "versionCode(",
  "/* versionCode 1",
  "${",
  '"${"${',
])(
  "what is not complete sets nothing, and breaks nothing: %s",
  async (text) => {
    expect((await spansIn(code, text)).filter(({ link }) => link === undefined)).toEqual([]);
  },
);

// What grows with the square takes minutes for texts as long as these, and more than a test may take.
test.each(["versionCode = (", '"${', "a.", "/*", 'create("x").', "{", ")"])(
  "a text that repeats %s 200,000 times is read to its end",
  async (part) => {
    expect((await spansIn(code, part.repeat(200_000))).filter(({ link }) => link === undefined)).toEqual([]);
  },
);
