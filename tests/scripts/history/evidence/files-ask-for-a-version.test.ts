import { describe, expect, test } from "vitest";
import { interpretCommit } from "../../../../scripts/history/commits/interpret.ts";
import { evidenceOf, type FileChange, isEvidence } from "../../../../scripts/history/evidence/evidence.ts";
import { undocumented } from "../../../../scripts/history/evidence/undocumented.ts";
import { commitOf } from "../../../support/commits.ts";

const config = { contract: ["api/**"], env: [".env.example"], migrations: ["db/migrations"] };
const factsOf = (
  files: FileChange[],
  messages: string[] = [],
  changes: Parameters<typeof evidenceOf>[0]["changes"] = [],
) =>
  evidenceOf({
    key: "web",
    config,
    files,
    changes,
    commits: messages.map((message) => interpretCommit(commitOf(message))),
  });
const file = (path: string, before: string | null, after: string | null): FileChange => ({
  path,
  before,
  after,
});
const env = (before: string | null, after: string) => factsOf([file(".env.example", before, after)]);

describe("the least that a version rises by", () => {
  test.each([
    ["a changed contract", [file("api/v1.yaml", "a", "b")], "major"],
    ["a contract that went", [file("api/v1.yaml", "a", null)], "major"],
    ["a contract that came", [file("api/v2.yaml", null, "a")], "minor"],
    ["a destructive migration", [file("db/migrations/2.sql", null, "drop table t")], "major"],
    ["any other migration", [file("db/migrations/2.sql", null, "create table t ()")], "minor"],
    ["a way down", [file("db/migrations/2.down.sql", null, "drop table t")], null],
    ["a migration that went", [file("db/migrations/1.sql", "create table t ()", null)], null],
    ["a new variable that is required", [file(".env.example", "A=1\n", "A=1\nB=\n")], "major"],
    ["a new variable that is optional", [file(".env.example", "A=1\n", "A=1\n# B=2\n")], "minor"],
    ["a variable that became required", [file(".env.example", "# A=1\n", "A=1\n")], "major"],
    ["words in an example", [
      file(".env.example", "A=1\n", "# What A is for: see https://a.test/?b=1\nA=2\n"),
    ], null],
    ["nothing of all that", [file("src/a.ts", "a", "b")], null],
  ])("%s", (_, files, level) => expect(factsOf(files).level).toBe(level));

  test.each([["feat!: x", "major"], ["feat: x", "minor"], ["fix: x", "patch"], ["docs: x", null]])(
    "%s",
    (message, level) => {
      expect(factsOf([], [message]).level).toBe(level);
    },
  );

  test("a change file's word counts for its own track only", () => {
    const change = {
      file: ".changeset/a.md",
      names: [],
      releases: { web: "minor", api: "major" } as const,
      summary: "x",
    };
    expect(factsOf([], [], [change])).toMatchObject({ level: "minor", breaking: [] });
  });
});

test("the facts name what they are about", () => {
  expect(env("# A=\n", "export A=1\n#B=2\nC = 3\n").env).toEqual([
    { file: ".env.example", name: "A", isRequired: true },
    { file: ".env.example", name: "B", isRequired: false },
    { file: ".env.example", name: "C", isRequired: true },
  ]);
  expect(factsOf([file("db/migrations/2_x.sql", null, "truncate t")]).migrations).toEqual([
    { file: "db/migrations/2_x.sql", isDestructive: true, reasons: ["truncate t"] },
  ]);
  expect(["api/a", "b.ts", "db/migrations/1.sql", ".env.example"].filter(isEvidence(config))).toEqual([
    "api/a",
    "db/migrations/1.sql",
    ".env.example",
  ]);
});

describe("what must be documented", () => {
  const facts = factsOf(
    [
      file("db/migrations/20260101_orders.sql", null, "create table t ()"),
      file(".env.example", null, "SHOP_KEY=\n"),
    ],
    ["feat(api)!: drop `v1` of the API (#12)"],
  );
  const codes = (changelog: string | null, notes: string) =>
    undocumented(facts, {
      changelog: changelog === null ? null : { file: "CHANGELOG.md", text: changelog },
      notes,
    })
      .map(({ code, message }) => [code, /CHANGELOG/.test(message), /notes/.test(message)]);
  const all = "20260101_orders.sql, `SHOP_KEY`, **Drop v1**\nof the API.";

  test("is named in the changelog and in the notes, or found", () => {
    expect(codes(all, all)).toEqual([]);
    expect(codes("", all)).toEqual([
      ["undocumented_migration", true, false],
      ["undocumented_env", true, false],
      ["undocumented_breaking", true, false],
    ]);
    expect(codes(all, "").map(([code]) => code)).toEqual([
      "undocumented_migration",
      "undocumented_env",
      "undocumented_breaking",
    ]);
    expect(codes(null, all)).toEqual([]);
  });

  test("by its number, its pull request and its whole name", () => {
    expect(codes(null, "20260101, SHOP_KEY, #12")).toEqual([]);
    expect(codes(null, "202601012, MY_SHOP_KEY, #123").map(([code]) => code)).toEqual([
      "undocumented_migration",
      "undocumented_env",
      "undocumented_breaking",
    ]);
  });
});
