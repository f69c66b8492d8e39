import { afterEach, expect, test } from "vitest";
import { codeOf, createDecisions } from "../../support/decision-repository.ts";

let repo: Awaited<ReturnType<typeof createDecisions>>;
afterEach(() => repo.stop());

test("promise 146: the number is free on every branch that the clone knows, fetched or its own", async () => {
  repo = await createDecisions({ "docs/adr/0001-a.md": "# 1. A\n" });
  await repo.branch("mine", { "docs/adr/0004-d.md": "# 4. D\n" });
  await repo.branch("theirs", { "docs/adr/0007-g.md": "# 7. G\n" });
  await repo.git("push", "-q", "origin", "theirs");
  await repo.git("switch", "-q", "main");
  await repo.git("branch", "-q", "-D", "theirs");
  expect(await repo.create("Sign feeds: why “now”?")).toEqual({
    path: "docs/adr/0008-sign-feeds-why-now.md",
    number: 8,
    index: null,
  });
  const text = await repo.read("docs/adr/0008-sign-feeds-why-now.md");
  expect(text).toMatch(/^# 8\. Sign feeds: why “now”\?\n\nDate: \d{4}-\d\d-\d\d\n\n## Status\n\nProposed\n/);
});

test.each([
  ["ADR-012-a.md", "# ADR-012: A", "ADR-013-über-uns.md".replace("ü", "u"), "# ADR-013: Über uns"],
  ["12-a.md", "# A", "13-uber-uns.md", "# Über uns"],
  ["012_a.markdown", "# 012 - A", "013_uber_uns.markdown", "# 013 - Über uns"],
  ["0012.md", "# 12) A", "0013-uber-uns.md", "# 13) Über uns"],
])("as %s with %s is", async (name, heading, expected, expectedHeading) => {
  repo = await createDecisions({ [`docs/adr/${name}`]: `${heading}\r\n` });
  const { path } = await repo.create("Über uns");
  expect(path).toBe(`docs/adr/${expected}`);
  expect((await repo.read(path)).split("\r\n")[0]).toBe(expectedHeading);
});

test.each<[string, string, RegExp]>([
  [
    "template.md",
    "# NUMBER. TITLE\n\nDate: DATE\n\nSTATUS\n",
    /^# 2\. Keys\n\nDate: \d{4}-\d\d-\d\d\n\nProposed\n$/,
  ],
  [
    "adr-template.md",
    "---\nstatus: {proposed | accepted}\ndate: {YYYY-MM-DD when it was last updated}\n---\n# {short title}\n\n## Context\n",
    /^---\nstatus: \{proposed \| accepted\}\ndate: \d{4}-\d\d-\d\d\n---\n# 2\. Keys\n\n## Context\n$/,
  ],
  [
    "templates/template.md",
    "# [short title]\r\n\r\n- Date: [YYYY-MM-DD]\r\n",
    /^# 2\. Keys\r\n\r\n- Date: \d{4}-\d\d-\d\d\r\n$/,
  ],
])("from the folder's own %s", async (name, template, expected) => {
  repo = await createDecisions({ "docs/adr/0001-a.md": "# 1. A\n", [`docs/adr/${name}`]: template });
  expect(await repo.read((await repo.create("Keys")).path)).toMatch(expected);
});

test.each<[string, string, string]>([
  [
    "a list",
    "- [1. A](0001-a.md)\n- [2. B](0002-b.md)\n\nend\n",
    "- [1. A](0001-a.md)\n- [2. B](0002-b.md)\n- [3. Keys](0003-keys.md)\n\nend\n",
  ],
  [
    "a list, newest first",
    "* [ADR-0002](0002-b.md) - B\r\n* [ADR-0001](0001-a.md) - A\r\n",
    "* [ADR-0003](0003-keys.md) - Keys\r\n* [ADR-0002](0002-b.md) - B\r\n* [ADR-0001](0001-a.md) - A\r\n",
  ],
  [
    "a table without a line at its end",
    "| 1 | [A](0001-a.md) | Accepted | 2020-01-01 | x |\n| 2 | [B](0002-b.md) | Accepted | 2020-01-02 | y |",
    "| 1 | [A](0001-a.md) | Accepted | 2020-01-01 | x |\n| 2 | [B](0002-b.md) | Accepted | 2020-01-02 | y |\n| 3 | [Keys](0003-keys.md) | Proposed | DAY |  |",
  ],
  [
    "a table of numbers",
    "| [0002](0002-b.md) | B | accepted |\n",
    "| [0002](0002-b.md) | B | accepted |\n| [0003](0003-keys.md) | Keys | proposed |\n",
  ],
])("its line is in the index: %s", async (_, before, after) => {
  repo = await createDecisions({
    "docs/adr/0001-a.md": "# 1. A\n",
    "docs/adr/0002-b.md": "# 2. B\n",
    "docs/adr/README.md": before,
  });
  expect((await repo.create("Keys")).index).toBe("docs/adr/README.md");
  expect((await repo.read("docs/adr/README.md")).replace(/2\d{3}-\d\d-\d\d(?= \| {2}\|)/, "DAY")).toBe(after);
});

test("the folder is the one that version.json or adr-tools names, or a usual one; without any nobody guesses", async () => {
  repo = await createDecisions({
    ".adr-dir": "notes/why\n",
    "notes/why/0003-a.md": "# 3. A\n",
    "doc/adr/0001-b.md": "# 1. B\n",
  });
  expect((await repo.create("C")).path).toBe("notes/why/0004-c.md");
  await repo.git("rm", "-q", "-r", ".adr-dir", "notes");
  await repo.git("clean", "-qfd", "notes");
  expect((await repo.create("C")).path).toBe("doc/adr/0002-c.md");
  await repo.git("rm", "-q", "-r", "doc");
  await repo.git("clean", "-qfd", "doc");
  expect(await codeOf(repo.create("C"))).toBe("decisions_missing");
  await repo.stop();
  repo = await createDecisions({}, ({ ship }) => void (ship.docs = { decisions: "decided" }));
  expect((await repo.create("First")).path).toBe("decided/0001-first.md");
});

test.each(["", "?!", "two\nlines", "x".repeat(201)])("a title can't be %j", async (title) => {
  repo = await createDecisions({ "docs/adr/0001-a.md": "# 1. A\n" });
  expect(await codeOf(repo.create(title))).toBe("title_invalid");
});
