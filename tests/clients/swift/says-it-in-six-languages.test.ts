import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { repositoryRoot } from "../../support/repository.ts";

const views = join(repositoryRoot, "clients/swift/Sources/SlipwayUpdatesUI");
const unit = z.object({ stringUnit: z.object({ state: z.literal("translated"), value: z.string().min(1) }) });
const catalog = z.object({
  sourceLanguage: z.literal("en"),
  strings: z.record(z.string(), z.object({ localizations: z.record(z.string(), unit) })),
});
const { strings } = catalog.parse(
  JSON.parse(readFileSync(join(views, "Resources/Localizable.xcstrings"), "utf8")),
);

/** The keys that Swift makes of `String(localized: "key \(text) \(number)")`. */
function usedKeys(): string[] {
  const source = readFileSync(join(views, "Words.swift"), "utf8");
  return [...source.matchAll(/String\(localized: "([^"]*)"/g)].map(([, key = ""]) =>
    key.replaceAll("\\(build)", "%lld").replace(/\\\(\w+\)/g, "%@")
  ).sort();
}

test("every string is there, and none that nobody says", () => {
  expect(Object.keys(strings).sort()).toEqual(usedKeys());
});

test.each(Object.entries(strings))(
  "%s is said in all of them, with the same parts",
  (_, { localizations }) => {
    expect(Object.keys(localizations).sort()).toEqual(["de", "en", "es", "fr", "ja", "nb"]);
    const parts = Object.values(localizations).map(({ stringUnit }) =>
      (stringUnit.value.match(/%(\d\$)?(@|lld)/g) ?? []).sort().join()
    );
    expect(new Set(parts).size).toBe(1);
  },
);
