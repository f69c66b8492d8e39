import { describe, expect, test } from "vitest";
import { explain } from "../../../scripts/known-errors/explain.ts";
import { knownTools } from "../../../scripts/known-errors/table.ts";
import { ordinaryPages, transcripts } from "./transcripts.ts";

const all = transcripts();
const known = knownTools.flatMap(({ errors }) => errors);
const codesOf = (lines: readonly string[]) => explain(lines).map(({ code }) => code);
const noise = (count: number) =>
  Array.from({ length: count }, (_, at) => `\x1b[2m[${at}]\x1b[0m compiling src/part-${at}.ts … ok 💾`);

test("promise 169: every error of the table has a transcript, and there are more than thirty", () => {
  expect(all.map(({ code }) => code).sort()).toEqual(known.map(({ code }) => code).sort());
  expect(known.length).toBeGreaterThan(30);
  expect(new Set(known.map(({ code }) => code)).size).toBe(known.length);
});

test("promise 169: no certificate, a build number that exists, no gradle wrapper, and stale caches are among them", () => {
  for (
    const code of [
      "known_fastlane_certificate_missing",
      "known_xcode_certificate_missing",
      "known_build_number_exists",
      "known_gradle_wrapper_missing",
      "known_xcode_stale_cache",
      "known_gradle_stale_cache",
      "known_npm_stale_cache",
    ]
  ) expect(known.map((error) => error.code)).toContain(code);
});

describe("promise 169: a transcript is explained, by its own entry first and by no other", () => {
  test.each(all.map((one) => [one.code, one] as const))("%s", (code, { lines }) => {
    const expected = [code];
    expect(codesOf(lines)).toEqual(expected);
    const crlf = lines.map((line) => `${line}\r`);
    expect(codesOf(crlf)).toEqual(expected);
    const coloured = lines.map((line) => line.replace(/(\w+)( \w+)/, "\x1b[1;31m$1\x1b[0m$2\x1b[K"));
    expect(codesOf(coloured)).toEqual(expected);
    expect(codesOf([...noise(10_000), ...crlf, ...noise(300)])).toEqual(expected);
  });
});

test("promise 169: each finding says what it means and what to type, in its own words", () => {
  for (const { code, lines } of all) {
    const [finding] = explain(lines);
    expect(finding).toMatchObject({
      code,
      message: expect.stringMatching(/\w{3}/),
      hint: expect.stringMatching(/\w{3}/),
    });
    for (const line of lines.filter((one) => one.length > 30)) expect(finding?.message).not.toContain(line);
  }
});

test("promise 169: ordinary output of each tool is not explained", () => {
  for (const page of ordinaryPages()) expect([page[0], codesOf(page)]).toEqual([page[0], []]);
  expect(codesOf(ordinaryPages().flat())).toEqual([]);
});

test("every sign alone is enough, whatever stands around it in its line", () => {
  for (const { code, signs } of known) {
    for (const sign of signs) {
      const texts = typeof sign === "string" ? [sign] : sign;
      const found = codesOf([`12:00:01 | ${texts.join(" … ")} | and more`]);
      expect([sign, found]).toEqual([sign, expect.arrayContaining([code])]);
    }
  }
});
