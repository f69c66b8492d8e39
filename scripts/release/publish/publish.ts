import type { Confirm } from "../../cli/confirm.ts";
import { readCommonDir } from "../../git/repository.ts";
import type { ShipRequest } from "../../ship/flow/flow.ts";
import { runSteps } from "../../ship/flow/run-steps.ts";
import { runUnderLease } from "../../ship/flow/run-under-lease.ts";
import type { Session } from "../../ship/flow/session.ts";
import { endStaleShip } from "../../ship/resume/stale-ship.ts";
import { trustCommands } from "../../ship/trust/trust.ts";
import type { Publication, PublishRun } from "./publication.ts";
import { publishFlow, publishSteps } from "./publish-flow.ts";

/** What came of it. */
interface Published {
  outcome: "published" | "already_published";
  /** The page of the release; null without a code host. */
  url: string | null;
  /** Steps that found something to do. */
  did: string[];
}

/**
 * Publishes a tag while its component is held, so that two at once become one and a look at what it did. Everything that was done before stays;
 * what is left is done. Raises `lease_held` (exit 6), `tag_moved`, and what the steps raise.
 */
export async function publishTag(
  session: Session,
  publication: Publication,
  { waitSeconds, confirm }: { waitSeconds: number; confirm?: Confirm },
): Promise<Published> {
  const component = publication.track.key;
  const at = { ...session, workspace: publication.workspace };
  await trustCommands(at, confirm);
  await endStaleShip(
    session,
    await session.control.shipStatus(session.environment.name),
    component,
    "publish",
  );
  const request: ShipRequest = { component, isDeploying: false, waitSeconds, confirm };
  const begin = { commonDir: await readCommonDir(session.git), targets: [], sha: publication.commit };
  return await runUnderLease(at, publishFlow, request, begin, async (shipRun) => {
    const run: PublishRun = Object.assign(shipRun, {
      publication,
      release: null,
      changed: new Set<string>(),
    });
    await runSteps(run, publishSteps);
    return {
      outcome: run.changed.size === 0 ? "already_published" : "published",
      url: run.release?.url ?? null,
      did: [...run.changed],
    };
  });
}
