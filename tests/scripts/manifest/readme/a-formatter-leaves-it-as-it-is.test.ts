import { format } from "prettier";
import { expect, test } from "vitest";
import { markedRegion, optionalRegions, regions } from "../../../../scripts/manifest/readme-text.ts";
import { memoryMonorepo } from "../../../support/monorepo/in-memory.ts";

test.each([...regions, ...optionalRegions])("prettier leaves the %s as it is", async (region) => {
  const { manifest } = await memoryMonorepo();
  const [first = "", second = ""] = Object.keys(manifest.components);
  Object.assign(manifest.components[first] ?? {}, { label: "日本語", name: "Café 🇩🇪", description: "👩‍💻 的" });
  Object.assign(manifest.components[second] ?? {}, { label: "שָׁלוֹם", name: "مَرْحَبًا" });
  const text = `${markedRegion(region, manifest)}\n`;
  expect(await format(text, { parser: "markdown" })).toBe(text);
});
