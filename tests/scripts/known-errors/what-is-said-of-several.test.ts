import { expect, test } from "vitest";
import { CommandError } from "../../../scripts/cli/command-error.ts";
import { explain, withKnownErrors } from "../../../scripts/known-errors/explain.ts";

const codesOf = (lines: readonly string[]) => explain(lines).map(({ code }) => code);
const locked = "> Timeout waiting to lock journal cache";
const changed = "@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @";
const full = "tar: app.js: Cannot write: No space left on device";

test("the most specific comes first, then the later one, at most three", () => {
  expect(codesOf([changed, locked, full])).toEqual([
    "known_gradle_cache_locked",
    "known_ssh_host_key_changed",
    "known_disk_full",
  ]);
  const many = [locked, "npm error code EOTP", "npm error code E403", changed];
  expect(codesOf(many)).toEqual([
    "known_ssh_host_key_changed",
    "known_npm_not_allowed",
    "known_npm_one_time_password",
  ]);
});

test("of a line that one entry explains, a general one says nothing", () => {
  expect(codesOf(["sh: 1: ./gradlew: not found"])).toEqual(["known_gradle_wrapper_missing"]);
  expect(codesOf(["sh: 1: vite: not found"])).toEqual(["known_npm_not_installed"]);
});

test("what would mislead beside an entry is left out", () => {
  expect(codesOf([changed, "Host key verification failed."])).toEqual(["known_ssh_host_key_changed"]);
  expect(codesOf(["Host key verification failed."])).toEqual(["known_ssh_host_key_unknown"]);
});

test("texts of a sign count in one line and in their order only", () => {
  expect(codesOf(["./gradlew: Permission denied"])).toEqual(["known_gradle_wrapper_not_executable"]);
  expect(codesOf(["Permission denied: gradlew"])).toEqual([]);
  expect(codesOf(["./gradlew build", "Permission denied"])).toEqual([]);
});

test("what is far from the end was no reason to end", () => {
  const after = (count: number) => [locked, ...Array.from({ length: count }, () => "still at work")];
  expect(codesOf(after(1900))).toEqual(["known_gradle_cache_locked"]);
  expect(codesOf(after(2100))).toEqual([]);
});

test("looking takes one pass, however the output is made", () => {
  const long = 2_000_000;
  const pieces = ["gradlew", "\x1b[0", "\x1b]8;;", "! [rejected]", "Failed to start ", "0", " "];
  for (const piece of pieces) {
    expect(codesOf([piece.repeat(Math.ceil(long / piece.length))])).toEqual([]);
    expect(codesOf(Array.from({ length: 20_000 }, () => piece.repeat(20)))).toEqual([]);
  }
  // the end of a line that is longer than everything
  expect(codesOf([`${"x".repeat(long)} npm error code EOTP`])).toEqual(["known_npm_one_time_password"]);
});

test("a failure keeps its code, its message, its hint and its findings", () => {
  const finding = { code: "own", message: "m", hint: "h" };
  const error = new CommandError("deploy_failed", "what", "fix", 9, [finding]);
  expect(withKnownErrors(error, ["fine"])).toBe(error);
  const more = withKnownErrors(error, [locked]);
  expect(more).toMatchObject({ code: "deploy_failed", message: "what", hint: "fix", exitCode: 9 });
  expect(more.findings.map(({ code }) => code)).toEqual(["own", "known_gradle_cache_locked"]);
});
