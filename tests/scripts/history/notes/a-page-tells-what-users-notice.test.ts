import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { interpretCommit } from "../../../../scripts/history/commits/interpret.ts";
import { entriesOfChanges, entriesOfCommits } from "../../../../scripts/history/notes/entries.ts";
import { hostLinks } from "../../../../scripts/history/notes/links.ts";
import { inlineMarkdown } from "../../../../scripts/cli/markdown.ts";
import { type NotesParts, renderNotes } from "../../../../scripts/history/notes/render-notes.ts";
import { commitOf } from "../../../support/commits.ts";

const links = hostLinks("github", "https://github.com/acme/shop");
const told = (...messages: string[]) =>
  entriesOfCommits(
    messages.map((message, index) =>
      interpretCommit(commitOf(message, { sha: `${index}`.padStart(40, "0") }))
    ),
  );
const page = (parts: Partial<NotesParts>) =>
  renderNotes({
    ...{
      told: told(),
      tag: "web-v1.3.0",
      previousTag: "web-v1.2.0",
      migrations: [],
      env: [],
      upgradeNotes: null,
    },
    ...{ extra: null, changelog: null, links: null, limit: 125_000, ...parts },
  });

test("promise 115: it has highlights, upgrade steps, migrations, variables, what was written beside, and links with full tags", () => {
  expect(page({
    told: told(
      "feat(api)!: v1 is gone (#3)\n\nBREAKING CHANGE: use v2",
      "feat: export orders (#2)",
      "fix: no more crashes",
      "chore: quiet",
    ),
    migrations: [
      { file: "db/1.sql", isDestructive: false, reasons: [] },
      { file: "db/2.sql", isDestructive: true, reasons: ["drop table t"] },
    ],
    env: [{ file: ".env.example", name: "SHOP_KEY", isRequired: true }],
    upgradeNotes: "1. Stop it.\n",
    extra: "Thanks!\n",
    changelog: "CHANGELOG.md",
    links,
  })).toBe(`### Breaking changes

- **api:** v1 is gone ([#3](https://github.com/acme/shop/pull/3))
  
  use v2

### Highlights

- export orders ([#2](https://github.com/acme/shop/pull/2))

### Fixes

- no more crashes

### Migrations

- \`db/1.sql\`
- \`db/2.sql\`: **destructive** (drop table t)

### Environment variables

- \`SHOP_KEY\`: **required**

### Upgrade steps

1. Stop it.

Thanks!

All changes: [web-v1.2.0...web-v1.3.0](https://github.com/acme/shop/compare/web-v1.2.0...web-v1.3.0)
Changelog: [CHANGELOG.md](https://github.com/acme/shop/blob/web-v1.3.0/CHANGELOG.md)
`.replace("  \n", "\n"));
});

describe("entries", () => {
  test("are one for each pull request, under the title of its merge", () => {
    const pull = { number: 12, title: "feat(web): Export orders" };
    const commits = ["fix: typo", "feat: one", "docs: say so"].map((message, index) =>
      interpretCommit(commitOf(message, { sha: `${index}`.repeat(40), pull }))
    );
    expect(entriesOfCommits(commits).entries).toEqual([
      { group: "added", scope: "web", text: "Export orders", isMarkdown: false, notes: [], pulls: [12] },
    ]);
  });

  test("of dependencies are one for each dependency, from the oldest to the newest version", () => {
    const { entries, dependencies } = told(
      "build(deps): bump vite from 5.1.0 to 5.2.0 (#3)",
      "chore(deps): update dependency zod to v4 (#2)",
      "Bump vite from 5.0.0 to 5.1.0 (#1)",
      "fix(deps): update rust crate serde to 1.0.2",
      "build(deps-dev): bump the dev group with 3 updates",
    );
    expect(entries).toEqual([]);
    expect(dependencies).toEqual([
      { name: "serde", from: null, to: "1.0.2", pulls: [] },
      { name: "the dev group", from: null, to: null, pulls: [] },
      { name: "vite", from: "5.0.0", to: "5.2.0", pulls: [1, 3] },
      { name: "zod", from: null, to: "v4", pulls: [2] },
    ]);
    expect(told("feat: bump the limit from 1 to 2").dependencies).toEqual([]);
  });

  test("of change files are their own words, in the group of the track's level", () => {
    const changes = [{
      file: "a.md",
      names: [],
      releases: { web: "minor", api: "major" } as const,
      summary: "Export `orders`\n\nSee [docs](https://a.test).",
    }];
    expect(page({ told: entriesOfChanges("web", changes) })).toContain(
      "### Highlights\n\n- Export `orders`\n\n  See [docs](https://a.test).\n",
    );
    expect(entriesOfChanges("api", changes).entries[0]?.group).toBe("breaking");
    expect(entriesOfChanges("other", changes).entries).toEqual([]);
  });
});

describe("a subject is shown and does nothing else", () => {
  test.each([
    ["<img src=x onerror=y> & co", "&lt;img src=x onerror=y> & co"],
    ["thanks @everybody and a@b.test", "thanks `@everybody` and `a@b.test`"],
    ["bump @babel/core", "bump `@babel/core`"],
    ["as other/project#12 and #3", "as `other/project#12` and #3"],
    ["`Map<string>` and `open", "`Map<string>` and \\`open"],
    ["```` never closed", "\\` never closed"],
    ["![pixel](https://a.test/x.png)", "!\\[pixel]\\(`https://a.test/x.png)`"],
    ["see https://a.test/b and www.a.test", "see `https://a.test/b` and `www.a.test`"],
    ["[here][1] [x]: y", "[here\\][1] [x\\]: y"],
    ["\u001b]52;c;aGk=\u0007 .@ada \u202e", "\\\\x1b]52;c;aGk=\\\\x07 `.@ada` \\\\u202e"],
    ["# no heading", "\\# no heading"],
    ["1. no list", "1\\. no list"],
    ["1.2.0 is #1", "1.2.0 is #1"],
    ["a\tb\n\nc", "a b c"],
    ["C:\\new", "C:\\\\new"],
  ])("%j", (text, expected) => expect(inlineMarkdown(text)).toBe(expected));
});

describe("a page that is too long", () => {
  const many = told(
    ...Array.from({ length: 3000 }, (_, index) => `fix: number ${index} ${"x".repeat(60)}`),
    "feat: the one that matters",
  );

  test("leaves out what is missed least, and says how much and where it is", () => {
    const body = page({ told: many, links, limit: 65_536 });
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body.length).toBeGreaterThan(64_000);
    expect(body).toContain("- the one that matters");
    const [, left] =
      /\n- and (\d+) more: \[the comparison\]\(https:\S+web-v1\.2\.0\.\.\.web-v1\.3\.0\)\n/.exec(body) ?? [];
    expect(Number(left) + [...body.matchAll(/^- number/gm)].length).toBe(3000);
  });

  test("cuts what was written beside at last, closes its code and says so", () => {
    const body = page({
      extra: `Before\n\n\`\`\`\n${"line of code\n".repeat(20_000)}\`\`\`\n`,
      limit: 10_000,
    });
    expect(body.length).toBeLessThanOrEqual(10_000);
    expect(body).toMatch(/line of code\n```\n\n\*Shortened: `git log web-v1\.2\.0\.\.web-v1\.3\.0`\.\*/);
  });

  test("is never longer than the limit", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 120, max: 5000 }),
        fc.array(fc.string({ maxLength: 300 }), { maxLength: 40 }),
        (limit, lines) => {
          const body = page({
            told: told(...lines.map((line) => `feat: x ${line}`)),
            extra: lines.join("\n"),
            upgradeNotes: lines.join("\n"),
            links,
            limit,
          });
          expect(body.length).toBeLessThanOrEqual(limit);
        },
      ),
      { numRuns: 200 },
    );
  });
});

test("a release of nothing says so, and GitLab's addresses are its own", () => {
  expect(page({ previousTag: null })).toBe("Nothing that users notice.\n");
  const gitlab = hostLinks("gitlab", "https://gitlab.example/acme/shop/");
  expect([gitlab.compare("a", "b"), gitlab.release("v1"), gitlab.pull(3), gitlab.file("a b.md", "v1")])
    .toEqual([
      "https://gitlab.example/acme/shop/-/compare/a...b",
      "https://gitlab.example/acme/shop/-/releases/v1",
      "https://gitlab.example/acme/shop/-/merge_requests/3",
      "https://gitlab.example/acme/shop/-/blob/v1/a%20b.md",
    ]);
});
