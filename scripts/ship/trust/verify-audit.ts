import type { Finding } from "../../cli/command-error.ts";
import type { ControlPlane } from "../../control-plane/control-plane.ts";
import { auditTrailer } from "../../git/trailers.ts";
import { recallAuditHead } from "./audit-head.ts";
import { type Place, readWitnesses, restartOf, seqOf } from "./witness.ts";

/** A head that is kept where the owner of the database can't change it. */
interface Kept {
  head: string;
  seq: number;
  /** A commit; left out: this clone. */
  sha?: string;
}

/** What the audit log is worth, by all that is kept outside of the database. */
interface AuditVerdict {
  /** Where the log stands; null when it is empty. */
  head: string | null;
  /** Every entry up to this one is as it was when the head was kept. */
  proven: Kept | null;
  /** The heads that the log does not have any more, newest first. */
  missing: Kept[];
  /** What it comes to, in one sentence. */
  summary: string;
  /** What does not match, with the way out. */
  findings: Finding[];
  /** What was not compared, and why. */
  remarks: string[];
}

/** Holds the whole chain, and every head of the branch's history and of this clone, against each other: one call of git, one of the database. */
export async function verifyAudit(
  place: Place,
  control: Pick<ControlPlane, "verifyAuditHeads">,
): Promise<AuditVerdict> {
  const [memory, witnesses] = await Promise.all([recallAuditHead(place), readWitnesses(place)]);
  const kept: Kept[] = [...memory.head === undefined ? [] : [{ head: memory.head }], ...witnesses.heads]
    .map((one) => ({ ...one, seq: seqOf(one.head) ?? 0 }));
  const { head, problem, missing: gone } = await control.verifyAuditHeads([
    ...new Set(kept.map(({ head }) => head)),
  ]);
  const missing = kept.filter(({ head }) => gone.includes(head));
  const wrongFrom = Math.min(problem?.seq ?? Infinity, ...missing.map(({ seq }) => seq));
  const standing = kept.filter(({ seq }) => seq < wrongFrom);
  const proven = standing.reduce<Kept | null>(
    (best, one) => best === null || one.seq > best.seq ? one : best,
    null,
  );
  const { restart, elsewhere, unreadable } = witnesses;
  const findings: Finding[] = [
    ...problem === null ? [] : [{
      code: "audit_rewritten",
      message: `the chain of the audit log is broken at entry ${problem.seq}: ${problem.problem}`,
      hint: "Find out who changed it: the owner of the database can.",
    }],
    ...missing.length === 0 ? [] : [{
      code: "audit_rewritten",
      message: `the audit log is not what it was: ${named(missing)}`,
      hint: await wayOut(place, missing, memory.file),
    }],
  ];
  return {
    ...{ head, proven, missing, findings },
    summary: summaryOf(head, proven, standing),
    remarks: [
      ...restart === undefined ? [] : [
        `heads of commits before ${short(restart)} are not compared: it says that the audit log begins anew`,
      ],
      ...elsewhere === 0 ? [] : [`${elsewhere} heads of other projects' audit logs are not compared`],
      ...unreadable.length === 0 ? [] : [
        `ignored, because it says nothing that Slipway writes: ${auditTrailer} of ${
          listed(unreadable.map(short))
        }`,
      ],
    ],
  };
}

function summaryOf(head: string | null, proven: Kept | null, standing: readonly Kept[]): string {
  if (head === null) return "the audit log is empty";
  const last = seqOf(head) ?? 0;
  if (proven === null) {
    return `the audit log has ${last} entries, and nothing outside of the database vouches for them; a ship leaves a witness`;
  }
  const oldest = standing.filter(({ sha }) => sha !== undefined).at(-1);
  const since = oldest === undefined || oldest === proven
    ? ""
    : `; the first of ${standing.length} witnesses is ${nameOf(oldest)}, at entry ${oldest.seq}`;
  return `entries 1 to ${proven.seq} of ${last} in the audit log are what ${nameOf(proven)} has seen${since}`;
}

function named(missing: readonly Kept[]): string {
  return listed(missing.map((one) => `entry ${one.seq} is not what ${nameOf(one)} has seen`));
}

async function wayOut({ address }: Place, missing: readonly Kept[], file: string): Promise<string> {
  const commit =
    `git commit --allow-empty -m "The audit log begins anew" -m "${auditTrailer}: ${await restartOf(
      address,
    )}"`;
  const steps = [
    ...missing.some(({ sha }) => sha === undefined) ? [`remove ${file}`] : [],
    ...missing.some(({ sha }) => sha !== undefined) ? [`say so where everybody sees it: ${commit}`] : [],
  ];
  return `Find out who changed it: the owner of the database can. If the project was restored from a backup, ${
    steps.join(", and ")
  }`;
}

function nameOf({ sha }: Kept): string {
  return sha === undefined ? "this clone" : `commit ${short(sha)}`;
}

function short(sha: string): string {
  return sha.slice(0, 12);
}

/** The first three, and how many more. */
function listed(texts: readonly string[]): string {
  const more = texts.length > 3 ? ` and ${texts.length - 3} more` : "";
  return `${texts.slice(0, 3).join(", ")}${more}`;
}
