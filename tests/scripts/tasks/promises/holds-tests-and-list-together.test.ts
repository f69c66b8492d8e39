import { describe, expect, test } from "vitest";
import { promiseProblems, withProofs } from "../../../../scripts/tasks/promises.ts";

const page = `# The promises

| # | Promise | State | Proved by |
|---|---|---|---|
| 1 | **One.** First. | kept |  |
| 2 | **Two.** Second. | kept | [gone](../tests/gone.test.ts) |
| 3 | **Three.** Third. | not yet |  |
`;

// put together here, so that this file itself cites nothing
const one = (number: number) => `test("promise ${number}: holds", () => {});`;
const several = (numbers: string) => `test("holds (promises ${numbers})", () => {});`;
const kept = new Map([["tests/a/holds.test.ts", several("1 and 2")]]);

test("the last column names the tests of each promise, and no other byte changes", () => {
  const sources = new Map([
    ["tests/a/holds.test.ts", several("1, 2")],
    ["tests/db/b/is_so.test.sql", "-- " + one(2)],
    ["tests/support/helper.ts", one(1)],
    ["scripts/a.ts", one(1)],
  ]);
  const proved = withProofs(page, sources);
  expect(proved).toBe(
    page
      .replace("First. | kept |  |", "First. | kept | [holds](../tests/a/holds.test.ts) |")
      .replace(
        "[gone](../tests/gone.test.ts)",
        "[holds](../tests/a/holds.test.ts), [is_so](../tests/db/b/is_so.test.sql)",
      ),
  );
  expect(withProofs(proved, sources)).toBe(proved);
});

describe("what is refused", () => {
  test("nothing, when every kept promise has a test and no other has one", () => {
    expect(promiseProblems(page, kept)).toEqual([]);
  });

  test("a number that is not in the list, wherever it is cited", () => {
    const sources = new Map([...kept, ["scripts/a.ts", several("1, 7")]]);
    expect(promiseProblems(page, sources)).toEqual([expect.stringContaining("scripts/a.ts")]);
  });

  test("a kept promise without a test", () => {
    const sources = new Map([["tests/a/holds.test.ts", one(1)], ["scripts/a.ts", one(2)]]);
    expect(promiseProblems(page, sources)).toEqual([expect.stringContaining("no test names it")]);
  });

  test("a test of a promise that is not kept yet", () => {
    const sources = new Map([...kept, ["tests/b.test.ts", one(3)]]);
    expect(promiseProblems(page, sources)).toEqual([expect.stringContaining("tests/b.test.ts")]);
  });
});
