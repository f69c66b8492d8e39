import { onTestFinished } from "vitest";
import { createDecisions } from "../../support/decision-repository.ts";

type Decisions = Awaited<ReturnType<typeof createDecisions>>;

/** Goes away with the test. */
async function openDecisions(files: Record<string, string>): Promise<Decisions> {
  const repo = await createDecisions(files);
  onTestFinished(() => repo.stop());
  return repo;
}

/** As long as a short one is: of less git would say that it is another file. */
const body = Array.from(
  { length: 8 },
  (_, line) => `What speaks for it, and what against, in line ${"abcdefgh"[line]}.`,
).join("\n");
export const record = (heading: string, rest = "") =>
  `# ${heading}\n\n## Status\n\nAccepted\n\n${body}\n${rest}`;
export const index = (...lines: string[]) =>
  `# Decisions\n\n- [27. Old](027-old.md)\n${lines.map((line) => `${line}\n`).join("")}`;

/** What happened: 028, 029 and 030 on two branches, each with an index and code that speaks of them. */
export async function parted(): Promise<Decisions> {
  const repo = await openDecisions({
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
  return repo;
}

export const taken = (...names: string[]) => names.map((name) => `decision_number_taken docs/adr/${name}.md`);
