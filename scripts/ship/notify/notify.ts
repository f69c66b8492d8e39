import { refuseAll } from "../../cli/command-error.ts";
import type { Confirm } from "../../cli/confirm.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { headSha } from "../../git/commit.ts";
import { readRepository } from "../../git/repository.ts";
import { check } from "../../manifest/check.ts";
import { commitTree } from "../../manifest/commit-tree.ts";
import { loadWorkspace } from "../../manifest/load.ts";
import { actorName } from "../../control-plane/actor.ts";
import { trustCommands } from "../trust/trust.ts";
import { endStaleShip } from "../resume/stale-ship.ts";
import { readNotes } from "../record/notes.ts";
import { type Outcome, readOutcome } from "../record/outcome.ts";
import type { Session } from "../flow/session.ts";
import { type Candidate, findCandidates, findForced } from "./candidates.ts";
import { recordCandidate } from "./record-candidate.ts";

interface NotifyRequest {
  component?: string;
  /** Tell everybody again, also when nothing moved. */
  isForced: boolean;
  confirm?: Confirm;
}

/** What a notifier did. */
interface Notified {
  recorded: Outcome[];
  /** Component → id of the forced announcement. */
  forced: Record<string, string>;
  /** Deliveries that had failed and are tried once more. */
  retried: number;
}

/**
 * Records the committed builds that are served, though no ship recorded them, and thereby announces them; lets failed deliveries be tried
 * again; with `isForced` tells the present build again. Otherwise it does nothing, from whatever machine. Raises `drift` (exit 7) when the
 * commit disagrees with itself.
 */
export async function notify(
  session: Session,
  { component, isForced, confirm }: NotifyRequest,
): Promise<Notified> {
  const { control, environment, git, signal, output } = session;
  const { root } = session.workspace;
  const [{ commonDir }, sha] = await Promise.all([readRepository(git), headSha(git)]);
  // what is not committed was not deployed by other means either
  const workspace = await loadWorkspace(root, commitTree(root, sha));
  await trustCommands({ ...session, workspace }, confirm);
  const { findings } = await check(workspace);
  if (findings.length > 0) throw refuseAll("drift", findings, exitCode.drift);

  const status = await control.shipStatus(environment.name);
  for (const stale of status.ships.filter(({ kind }) => kind === "notify")) {
    await endStaleShip(session, status, stale.component, "notify");
  }
  // what fails from here on is for the next time
  const retried = await control.retryDeliveries();
  const recorded: Outcome[] = [];
  for (const candidate of findCandidates(workspace.manifest, status, component)) {
    const asked = { ...session, workspace };
    const isRecorded = await recordCandidate(asked, candidate, {
      sha,
      commonDir,
      isNamed: component !== undefined,
    });
    if (isRecorded) recorded.push(await outcomeOf(session, candidate));
  }
  const forced: Record<string, string> = {};
  for (const key of isForced ? findForced(workspace.manifest, status, component) : []) {
    if (recorded.some((outcome) => outcome.component === key)) continue;
    forced[key] = await control.reannounce({
      component: key,
      reason: `slipway notify --force by ${actorName()}`,
      notes: await readNotes(root, workspace.manifest),
    });
    output.note(`${key} is announced again`);
  }
  signal.throwIfAborted();
  return { recorded, forced, retried };
}

function outcomeOf(
  { control, environment, signal }: Session,
  { component, build, deployed }: Candidate,
): Promise<Outcome> {
  return readOutcome(control, environment.name, { component, build, previous: deployed ?? build }, signal);
}
