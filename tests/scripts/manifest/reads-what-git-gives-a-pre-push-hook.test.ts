import { expect, test } from "vitest";
import { pushedCommits } from "../../../scripts/manifest/pushed-commits.ts";

const one = "1".repeat(40);
const two = "2".repeat(64);
const none = "0".repeat(40);

test("promise 20: each commit once, with every branch that would point to it", () => {
  const input = [
    `refs/heads/main ${one} refs/heads/main ${none}`,
    `refs/heads/next ${one} refs/heads/next ${none}`,
    `HEAD ${two} refs/heads/feature/a ${one}`,
    "",
  ].join("\n");
  expect(pushedCommits(input)).toEqual([
    { sha: one, refs: ["refs/heads/main", "refs/heads/next"] },
    { sha: two, refs: ["refs/heads/feature/a"] },
  ]);
});

test("promise 20: no input, deletions and tags are nothing to check", () => {
  expect(pushedCommits("")).toEqual([]);
  expect(pushedCommits("\n")).toEqual([]);
  expect(pushedCommits(`(delete) ${none} refs/heads/old ${one}\n`)).toEqual([]);
  expect(pushedCommits(`(delete) ${"0".repeat(64)} refs/heads/old ${two}\n`)).toEqual([]);
  expect(pushedCommits(`refs/tags/v1 ${one} refs/tags/v1 ${none}\n`)).toEqual([]);
});

test.each([
  "hello",
  `refs/heads/main ${one}`,
  `refs/heads/main short refs/heads/main ${none}`,
  `refs/heads/main ${one} main ${none}`,
  `refs/heads/main ${one} refs/heads/main ${none} more`,
])("what git does not write is refused instead of passing: %s", (input) => {
  expect(() => pushedCommits(input)).toThrow(
    expect.objectContaining({ code: "hook_input_invalid", exitCode: 2 }),
  );
});
