import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Finding } from "../../cli/command-error.ts";
import type { ControlPlane } from "../../control-plane/control-plane.ts";
import type { Git } from "../../git/git.ts";
import { randomHex } from "../../runtime.ts";
import { slipwayFolder } from "../lease/clone.ts";

/** Address of a control plane → `<seq>:<hash>`, the last entry of its audit log that this clone has seen. */
const headsSchema = z.record(z.string(), z.string());

/** A clone, and whose audit log it has seen. */
interface Place {
  git: Git;
  /** Of the control plane. */
  address: string;
}

/**
 * Whether the audit log still has the entry that this clone saw last, unchanged, and hangs together from there on. The owner of the database can
 * rewrite the whole chain so that it verifies by itself: a head that was kept elsewhere is what makes it evident. Undefined when all is
 * well, and when nothing was seen yet.
 */
export async function findRewrittenAudit(
  place: Place,
  control: Pick<ControlPlane, "verifyAudit">,
): Promise<Finding | undefined> {
  const file = await fileOf(place.git);
  const head = (await readHeads(file))[place.address];
  const seq = /^(\d{1,15}):[0-9a-f]{64}$/.exec(head ?? "")?.[1];
  if (head === undefined || seq === undefined) return undefined;
  const [problem] = await control.verifyAudit({ fromSeq: Number(seq), expectedHead: head });
  if (problem === undefined) return undefined;
  return {
    code: "audit_rewritten",
    message:
      `the audit log is not what it was: ${problem.problem} at ${problem.seq}, and this clone has seen ${head}`,
    hint: `Find out who changed it. If the project was restored from a backup, remove ${file}.`,
  };
}

/** Keeps a head for the next time. */
export async function rememberAuditHead({ git, address }: Place, head: string): Promise<void> {
  const file = await fileOf(git);
  const next = `${file}.${randomHex(4)}`;
  await writeFile(next, `${JSON.stringify({ ...await readHeads(file), [address]: head }, null, 2)}\n`, {
    mode: 0o600,
  });
  await rename(next, file);
}

async function fileOf(git: Git): Promise<string> {
  const { stdout } = await git.run(["rev-parse", "--path-format=absolute", "--git-common-dir"]);
  return join(slipwayFolder(stdout.trim()), "audit-heads.json");
}

async function readHeads(file: string): Promise<z.infer<typeof headsSchema>> {
  const text = await readFile(file, "utf8").catch(() => "{}");
  try {
    return headsSchema.parse(JSON.parse(text));
  } catch {
    return {};
  }
}
