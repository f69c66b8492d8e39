import { afterEach, expect, test } from "vitest";
import { createDecisions } from "../../../support/decision-repository.ts";

let repo: Awaited<ReturnType<typeof createDecisions>>;
afterEach(() => repo.stop());

test("promise 146: adr new, check and renumber, as somebody types them", async () => {
  repo = await createDecisions({
    "docs/adr/0001-a.md": "# 1. A\n",
    "docs/a.md": "[ADR-0001](adr/0001-a.md)\n",
  });
  const created = await repo.run("adr", "new", "Keys of their own");
  expect([created.code, created.stdout]).toEqual([0, "docs/adr/0002-keys-of-their-own.md\n"]);
  await repo.write("docs/adr/0001-b.md", "# 1. B\n\nADR-0001\n");

  const found = await repo.run("adr", "check", "--json");
  expect(found.code).toBe(7);
  expect(JSON.parse(found.stdout).findings).toMatchObject([{ code: "decision_number_taken" }]);
  const planned = await repo.run("adr", "renumber", "--dry-run");
  expect(planned.stdout).toContain("docs/adr/0001-b.md → docs/adr/0003-b.md");
  expect(planned.stdout).toContain("docs/adr/0001-b.md:3\n  - ADR-0001\n  + ADR-0003");
  expect(await repo.read("docs/adr/0001-b.md")).toContain("# 1. B");

  const { stdout, stderr, code } = await repo.run("adr", "renumber", "--json");
  expect(code, stderr).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    dry_run: false,
    moves: [{ from: "docs/adr/0001-b.md", to: "docs/adr/0003-b.md" }],
    edits: [{ line: 1, after: "# 3. B" }, { line: 3, after: "ADR-0003" }],
    left: [],
  });
  expect((await repo.run("adr", "check")).code).toBe(0);
  expect((await repo.run("adr", "renumber")).stderr).toContain("has a number of its own");
});
