import { afterEach, expect, test } from "vitest";
import { codeOf, createDecisions } from "../../support/decision-repository.ts";

let repo: Awaited<ReturnType<typeof createDecisions>>;
afterEach(() => repo.stop());

test("lines of Windows, a mark at the beginning and front matter stay as they are, byte for byte", async () => {
  const text =
    '\uFEFF---\r\nid: "ADR-0001"\r\ntitle: "ADR-0001: Keys"\r\nbuild: 1\r\n---\r\n# ADR-0001: Keys\r\n\r\nADR 1.\r\n';
  repo = await createDecisions({ "docs/adr/ADR-0001-keys.md": text, "docs/a.txt": "\uFEFFADR-0001\r\nlast" });
  const { moves } = await repo.renumber("docs/adr/ADR-0001-keys.md");
  expect(moves.map(({ to }) => to)).toEqual(["docs/adr/ADR-0002-keys.md"]);
  const bytes = await repo.bytes("docs/adr/ADR-0002-keys.md");
  expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)).toBe(
    text.replaceAll("0001", "0002").replace("ADR 1.", "ADR 2."),
  );
  expect(await repo.read("docs/a.txt")).toBe("\uFEFFADR-0002\r\nlast");
});

test("in a work tree with changes, those stay as they are, in the index and beside it", async () => {
  repo = await createDecisions({
    "docs/adr/0001-keys.md": "# 1. Keys\n",
    "docs/a.md": "one\n\ntwo\n",
    "docs/b.md": "see adr/0001-keys.md\n",
  });
  await repo.write("docs/adr/0001-keys.md", "# 1. Keys\n\nMore.\n");
  await repo.write("docs/a.md", "one!\n\ntwo\n");
  await repo.git("add", "docs/a.md");
  await repo.write("docs/a.md", "one!\n\ntwo!\n");
  await repo.write("docs/new.md", "[k](adr/0001-keys.md)\n");
  await repo.renumber("0001-keys.md");
  expect(await repo.read("docs/adr/0002-keys.md")).toBe("# 2. Keys\n\nMore.\n");
  expect(await repo.read("docs/new.md")).toBe("[k](adr/0002-keys.md)\n");
  expect(await repo.git("show", ":docs/a.md")).toBe("one!\n\ntwo");
  expect(await repo.git("show", ":docs/b.md")).toBe("see adr/0001-keys.md");
  expect((await repo.git("status", "--porcelain")).split("\n")).toEqual([
    "MM docs/a.md",
    "RM docs/adr/0001-keys.md -> docs/adr/0002-keys.md",
    " M docs/b.md",
    "?? docs/new.md",
  ]);
});

test("words whose link leads to the other record, and files of that name elsewhere, are left alone", async () => {
  repo = await createDecisions({
    "docs/adr/0001-a.md": "# 1. A\n",
    "docs/adr/0001-b.md": "# 1. B\n",
    "apps/adr/0001-b.md": "# 1. Other\n",
    "docs/c.md":
      "[ADR-0001](adr/0001-a.md) [ADR-0001](adr/0001-b.md) [0001](../apps/adr/0001-b.md)\n\nADR-0001\n",
  });
  const { left } = await repo.renumber("docs/adr/0001-b.md");
  expect(await repo.read("docs/c.md")).toBe(
    "[ADR-0001](adr/0001-a.md) [ADR-0002](adr/0002-b.md) [0001](../apps/adr/0001-b.md)\n\nADR-0001\n",
  );
  expect(left).toEqual([{ file: "docs/c.md", line: 3, text: "ADR-0001" }]);
});

test("two that came at once, no record at all, and a file in conflict are refused, and nothing is written", async () => {
  repo = await createDecisions({
    "docs/adr/0001-a.md": "# 1. A\n",
    "docs/adr/0001-b.md": "# 1. B\n",
    "docs/c.md": "x\n",
  });
  expect(await codeOf(repo.plan())).toBe("decision_unclear");
  expect(await codeOf(repo.plan("docs/c.md"))).toBe("decision_unknown");
  await repo.branch("side", { "docs/c.md": "adr/0001-b.md 1\n" });
  await repo.branch("other", { "docs/c.md": "adr/0001-b.md 2\n" });
  await repo.tryGit("merge", "side");
  expect(await codeOf(repo.renumber("docs/adr/0001-b.md"))).toBe("merge_unfinished");
  expect(await repo.names()).toContain("docs/adr/0001-b.md");
});

test("a move that git refuses takes back those before it", async () => {
  repo = await createDecisions({ "docs/adr/0001-a.md": "# 1. A\n", "docs/b.md": "adr/0001-a.md\n" });
  await repo.write(".git/index.lock", "");
  expect(await codeOf(repo.renumber("0001-a.md"))).toBe("git_failed");
  await repo.write("docs/b.md", "adr/0001-a.md\n");
  await repo.git("version");
  expect(await repo.read("docs/adr/0001-a.md")).toBe("# 1. A\n");
});

test("promise 146: a policy that changes needs a decision beside it", async () => {
  repo = await createDecisions({ "docs/adr/0001-a.md": "# 1. A\n", "BRANCHES.md": "main\n" }, ({ ship }) => {
    ship.gates = { policies: [{ files: ["BRANCHES.md"], owners: ["ada"] }] };
  });
  await repo.branch("side", { "BRANCHES.md": "develop\n" });
  expect(await repo.codes()).toEqual(["decision_missing BRANCHES.md"]);
  await repo.create("Work goes on in develop");
  expect(await repo.codes()).toEqual([]);
});
