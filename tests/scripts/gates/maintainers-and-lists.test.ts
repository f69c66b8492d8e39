import { expect, test } from "vitest";
import { checklistGaps } from "../../../scripts/gates/pulls/checklist.ts";
import { maintainerReview } from "../../../scripts/gates/pulls/maintainer-review.ts";
import type { Review, ReviewThread } from "../../../scripts/host/code-host.ts";

const head = "a".repeat(40);
const by = (user: string, opinion: Review["opinion"], commit: string | null = head): Review => (
  { user, opinion, commit }
);
const verdict = (author: string | null, reviews: Review[], maintainers = ["@Ada", "bo"]) =>
  maintainerReview({ author, headSha: head, maintainers, reviews });

test("promise 105: a maintainer's own pull request passes at once, every other needs a maintainer's approval", () => {
  expect(verdict("ada", [])).toMatchObject({ passed: true });
  expect(verdict("eve", [])).toMatchObject({ passed: false });
  expect(verdict(null, [])).toMatchObject({ passed: false });
  expect(verdict("eve", [by("ADA", "approved")])).toMatchObject({ passed: true });
  expect(verdict("eve", [by("mallory", "approved")])).toMatchObject({ passed: false });
  expect(verdict("eve", [by("ada", "dismissed")])).toMatchObject({ passed: false });
  expect(verdict("eve", [by("ada", "changes_requested")])).toMatchObject({ passed: false });
  // one maintainer's word does not outvote another's
  expect(verdict("eve", [by("ada", "approved"), by("bo", "changes_requested")])).toMatchObject({
    passed: false,
  });
  expect(verdict("eve", [by("ada", "approved"), by("mallory", "changes_requested")])).toMatchObject({
    passed: true,
  });
  expect(verdict("ada", [], [])).toMatchObject({ passed: false });
});

test("an approval from before the newest commit says so, and one without a commit does not", () => {
  expect(verdict("eve", [by("ada", "approved", "b".repeat(40))]).reason).toContain("bbbbbbbbb");
  expect(verdict("eve", [by("ada", "approved", null)]).reason).toBe("ada approved it");
});

const items = ["Tests", "Tests on devices", "No secrets or large files", "Breaking changes"];
const thread = (body: string, more: Partial<ReviewThread> = {}): ReviewThread => (
  { isResolved: false, body, author: "eve", isByBot: false, path: "a.ts", url: "https://x", ...more }
);
const gaps = (body: string, threads: ReviewThread[] = [], neutralBlocks = false) =>
  checklistGaps({ items, body, threads, neutralBlocks }).map(({ code, message }) =>
    `${code}: ${/^"([^"]*)"/.exec(message)?.[1] ?? message}`
  );
const answered = [
  "## Checklist",
  "- [x] Tests",
  "* [X] **Tests on devices**: iPhone 15",
  "- [ ] No secrets or large files — n/a: only words changed",
  "1. Breaking changes: N/A, nothing of the contract",
].join("\r\n");

test("promise 151: every item is ticked, or explained as not applicable", () => {
  expect(gaps(answered)).toEqual([]);
  expect(gaps(answered.replace("[x] Tests", "[ ] Tests"))).toEqual(["item_unanswered: Tests"]);
  expect(gaps(answered.replace("- [x] Tests", ""))).toEqual(["item_missing: Tests"]);
  expect(gaps(answered.replace(": only words changed", ""))).toEqual([
    "item_unanswered: No secrets or large files",
  ]);
  expect(gaps("")).toHaveLength(4);
});

test.each([
  ["a comment", `<!--\n${answered}\n-->`],
  ["a comment that never ends", `<!--\n${answered}`],
  ["code", `\`\`\`\n${answered}\n\`\`\``],
  ["code that never ends", `~~~md\n${answered}`],
  [
    "a sentence",
    answered.replaceAll("- [x] ", "").replaceAll("* [X] ", "").replaceAll(/^(- \[ \]|1\.) /gm, ""),
  ],
])("what stands in %s is no answer", (_name, body) => {
  expect(gaps(body)).toHaveLength(4);
});

test("an answer behind code counts", () => {
  expect(gaps(`\`\`\`sh\nmake\n\`\`\`\n${answered}`)).toEqual([]);
});

test("promise 151: serious findings that nobody settled block, of people and robots", () => {
  expect(gaps(answered, [thread("P2: a nit"), thread("P10"), thread("MP1")])).toEqual([]);
  expect(gaps(answered, [thread("**P1** it leaks", { isResolved: true })])).toEqual([]);
  expect(gaps(answered, [thread("\n![P1 Badge](https://img) It leaks")])).toEqual([
    "thread_unresolved: eve on a.ts: P1 Badge It leaks",
  ]);
  expect(gaps(answered, [thread("P0: secrets", { author: null, path: null })])).toHaveLength(1);
});

test("promise 107: what a robot found and nobody settled blocks only where that is declared", () => {
  const remark = thread("Consider a loop.", { isByBot: true });
  expect(gaps(answered, [remark])).toEqual([]);
  expect(gaps(answered, [remark], true)).toHaveLength(1);
  expect(gaps(answered, [thread("Consider a loop.")], true)).toEqual([]);
});
