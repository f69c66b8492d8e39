import { expect, test } from "vitest";
import { index, parted, record, taken } from "./parted.ts";

test("promise 146: numbers that two branches gave away are found before and after the merge, and renumbered with all that means them", async () => {
  const repo = await parted();
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

test("promise 146: on the branch where both are, the one that came later moves", async () => {
  const repo = await parted();
  await repo.git("switch", "-q", "--detach", "origin/main");
  await repo.git("merge", "-q", "--no-edit", "ours");
  await repo.git("push", "-q", "origin", "HEAD:main");
  await repo.git("fetch", "-q", "origin");
  const { moves } = await repo.plan();
  expect(moves.map(({ from }) => from)).toEqual(
    ["028-keys", "029-rotation", "030-expiry"].map((name) => `docs/adr/${name}.md`),
  );
});
