import { expect, test } from "vitest";
import { parted } from "./parted.ts";

test("promise 146: before the merge as well, by the branch that was fetched; a dry run writes nothing", async () => {
  const repo = await parted();
  const { moves, lines } = await repo.plan();
  expect(moves.map(({ to }) => to)).toEqual([
    "docs/adr/031-keys.md",
    "docs/adr/032-rotation.md",
    "docs/adr/033-expiry.md",
  ]);
  expect(lines).toContainEqual({
    file: "web/docs/src/main.ts",
    line: 1,
    before: "// ADR-028, see docs/adr/028-keys.md",
    after: "// ADR-031, see docs/adr/031-keys.md",
  });
  expect(await repo.git("status", "--porcelain")).toBe("");
  await repo.renumber();
  await repo.git("add", "--all");
  await repo.git("commit", "-q", "-m", "renumbered");
  await repo.git("merge", "-q", "--no-edit", "origin/main");
  expect(await repo.codes()).toEqual([]);
});

test("a record that only got another name on one side is the same one", async () => {
  const repo = await parted();
  await repo.git("switch", "-q", "-c", "words", "origin/main");
  await repo.git("mv", "docs/adr/028-queue.md", "docs/adr/028-queues.md");
  await repo.commit("words");
  expect(await repo.codes()).toEqual([]);
});
