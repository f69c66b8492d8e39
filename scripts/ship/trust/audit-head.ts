import { z } from "zod";
import type { Finding } from "../../cli/command-error.ts";
import type { ControlPlane } from "../../control-plane/control-plane.ts";
import { openCloneMemory } from "../../git/clone-memory.ts";
import type { Git } from "../../git/git.ts";
import { type Place, seqOf } from "./witness.ts";

/**
 * Whether the audit log still has the entry that this clone saw last, unchanged, and hangs together from there on. The owner of the database can
 * rewrite the whole chain so that it verifies by itself: a head that was kept elsewhere is what makes it evident. Undefined when all is
 * well, and when nothing was seen yet.
 */
export async function findRewrittenAudit(
  place: Place,
  control: Pick<ControlPlane, "verifyAudit">,
): Promise<Finding | undefined> {
  const { head, file } = await recallAuditHead(place);
  if (head === undefined) return undefined;
  const [problem] = await control.verifyAudit({ fromSeq: seqOf(head) ?? 1, expectedHead: head });
  if (problem === undefined) return undefined;
  return {
    code: "audit_rewritten",
    message:
      `the audit log is not what it was: ${problem.problem} at ${problem.seq}, and this clone has seen ${head}`,
    hint: `Find out who changed it. If the project was restored from a backup, remove ${file}.`,
  };
}

/** The head that this clone has seen last, if any, and the file that says so. */
export async function recallAuditHead({ git, address }: Place): Promise<{ head?: string; file: string }> {
  const heads = await openHeads(git);
  const head = (await heads.read())[address];
  return { file: heads.file, ...head !== undefined && seqOf(head) !== undefined ? { head } : {} };
}

/** Keeps a head for the next time. */
export async function rememberAuditHead({ git, address }: Place, head: string): Promise<void> {
  await (await openHeads(git)).keep(address, head);
}

/** Address of a control plane → `<seq>:<hash>`, the last entry of its audit log that this clone has seen. */
function openHeads(git: Git) {
  return openCloneMemory(git, "audit-heads.json", z.string());
}
