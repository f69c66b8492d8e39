import { afterEach, expect, test } from "vitest";
import { createDecisions } from "../../support/decision-repository.ts";

let repo: Awaited<ReturnType<typeof createDecisions>>;
afterEach(() => repo.stop());

/** As long as a short one is: of less git would say that it is another file. */
const body = Array.from(
  { length: 8 },
  (_, line) => `What speaks for it, and what against, in line ${"abcdefgh"[line]}.`,
).join("\n");
const record = (heading: string, rest = "") => `# ${heading}\n\n## Status\n\nAccepted\n\n${body}\n${rest}`;
const index = (...lines: string[]) =>
  `# Decisions\n\n- [27. Old](027-old.md)\n${lines.map((line) => `${line}\n`).join("")}`;

/** What happened: 028, 029 and 030 on two branches, each with an index and code that speaks of them. */
async function parted() {
  repo = await createDecisions({
    "docs/adr/027-old.md": record("27. Old"),
    "docs/adr/README.md": index(),
    "docs/guide.md": "# Guide\n\nADR-027 says so.\n",
    "web/docs/src/main.ts": "export const a = 1;\n",
  });
  await repo.branch("theirs", {
    "docs/adr/028-queue.md": record("28. Queue"),
    "docs/adr/029-cache.md": record("29. Cache", "See ADR-028.\n"),
    "docs/adr/030-logs.md": record("30. Logs"),
    "docs/guide.md": "# Guide\n\nADR-027 says so, and ADR-028 too.\n",
  });
  await repo.git("push", "-q", "origin", "theirs:main");
  await repo.branch("ours", {
    "docs/adr/028-keys.md": record(
      "28. Keys",
      "\nADR-029 goes on; ADRs 027, 028 and 030 as well. [Back](#28-keys)\n",
    ),
    "docs/adr/029-rotation.md": record("ADR-029: Rotation", "\nSupersedes [ADR-028](028-keys.md#28-keys).\n"),
    "docs/adr/030-expiry.md": record("030 - Expiry"),
    "docs/adr/README.md": index(
      "- [28. Keys](028-keys.md)",
      "- [ADR-029][r]: rotation",
      "",
      "| No | Title |",
      "|---|---|",
      "| 030 | [Expiry](030-expiry.md) |",
      "",
      "[r]: 029-rotation.md",
    ),
    "web/docs/src/main.ts":
      "// ADR-028, see docs/adr/028-keys.md\nexport const a = 28;\n// https://host.test/acme/x/blob/main/docs/adr/030-expiry.md\n",
    "notes/plan.txt": "adr 29 and ADR-0028 and ADR-0280, 028-keys-more.md\n",
  });
  await repo.git("fetch", "-q", "origin");
}

const taken = (...names: string[]) => names.map((name) => `decision_number_taken docs/adr/${name}.md`);

test("promise 146: numbers that two branches gave away are found before and after the merge, and renumbered with all that means them", async () => {
  await parted();
  expect(await repo.codes()).toEqual(taken("028-keys", "029-rotation", "030-expiry"));
  await repo.git("merge", "-q", "--no-edit", "origin/main");
  expect((await repo.codes()).sort()).toEqual(taken("028-queue", "029-rotation", "030-logs"));

  const { left } = await repo.renumber();

  expect(await repo.codes()).toEqual([]);
  expect(await repo.names()).toEqual(
    ["027-old", "028-queue", "029-cache", "030-logs", "031-keys", "032-rotation", "033-expiry", "README"].map(
      (name) => `docs/adr/${name}.md`,
    ),
  );
  expect(await repo.read("docs/adr/031-keys.md")).toBe(
    record("31. Keys", "\nADR-032 goes on; ADRs 027, 031 and 033 as well. [Back](#31-keys)\n"),
  );
  expect(await repo.read("docs/adr/032-rotation.md")).toBe(
    record("ADR-032: Rotation", "\nSupersedes [ADR-031](031-keys.md#31-keys).\n"),
  );
  expect(await repo.read("docs/adr/033-expiry.md")).toBe(record("033 - Expiry"));
  expect(await repo.read("docs/adr/README.md")).toBe(index(
    "- [31. Keys](031-keys.md)",
    "- [ADR-032][r]: rotation",
    "",
    "| No | Title |",
    "|---|---|",
    "| 033 | [Expiry](033-expiry.md) |",
    "",
    "[r]: 032-rotation.md",
  ));
  expect(await repo.read("web/docs/src/main.ts")).toBe(
    "// ADR-031, see docs/adr/031-keys.md\nexport const a = 28;\n// https://host.test/acme/x/blob/main/docs/adr/033-expiry.md\n",
  );
  expect(await repo.read("notes/plan.txt")).toBe("adr 32 and ADR-0031 and ADR-0280, 028-keys-more.md\n");
  // what the other branch wrote means the other record
  expect(await repo.read("docs/adr/029-cache.md")).toBe(record("29. Cache", "See ADR-028.\n"));
  expect(await repo.read("docs/guide.md")).toBe("# Guide\n\nADR-027 says so, and ADR-028 too.\n");
  expect(left.map(({ file, line }) => `${file}:${line}`)).toEqual([
    "docs/adr/029-cache.md:15",
    "docs/guide.md:3",
  ]);
  await repo.git("add", "--all");
  expect(await repo.git("diff", "--cached", "-M", "--name-status", "--diff-filter=R")).toMatch(
    /R\d+\tdocs\/adr\/028-keys\.md\tdocs\/adr\/031-keys\.md/,
  );
});

test("promise 146: before the merge as well, by the branch that was fetched; a dry run writes nothing", async () => {
  await parted();
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

test("promise 146: on the branch where both are, the one that came later moves", async () => {
  await parted();
  await repo.git("switch", "-q", "--detach", "origin/main");
  await repo.git("merge", "-q", "--no-edit", "ours");
  await repo.git("push", "-q", "origin", "HEAD:main");
  await repo.git("fetch", "-q", "origin");
  const { moves } = await repo.plan();
  expect(moves.map(({ from }) => from)).toEqual(
    ["028-keys", "029-rotation", "030-expiry"].map((name) => `docs/adr/${name}.md`),
  );
});

test("a record that only got another name on one side is the same one", async () => {
  await parted();
  await repo.git("switch", "-q", "-c", "words", "origin/main");
  await repo.git("mv", "docs/adr/028-queue.md", "docs/adr/028-queues.md");
  await repo.commit("words");
  expect(await repo.codes()).toEqual([]);
});
