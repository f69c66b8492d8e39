import { CommandError } from "../../cli/command-error.ts";
import { createContext } from "../../deploy/context.ts";
import { probeOnce, verify } from "../../deploy/verify.ts";
import { planBump } from "../../manifest/bump.ts";
import { probesIn, provesBuild } from "../../manifest/probe-kinds.ts";
import { componentOf } from "../../manifest/component-of.ts";
import type { Flow } from "../flow/flow.ts";
import { flowKinds } from "../flow/flow-kinds.ts";
import { runUnderLease } from "../flow/run-under-lease.ts";
import type { Session } from "../flow/session.ts";
import { announceBuild } from "../record/record-build.ts";
import { readNotes } from "../record/notes.ts";
import type { Candidate } from "./candidates.ts";

interface RecordOptions {
  sha: string;
  commonDir: string;
  /** The person says that this component was deployed: then a build without a proof counts, and one that is not served is an error. */
  isNamed: boolean;
}

/** `slipway notify`: the build is out, it is only told. */
const notifyFlow: Flow = {
  ...flowKinds.notify,
  steps: { opening: [], local: [], published: [] },
  numbering: "none",
  planEdits: planBump,
};

/**
 * Records a build that is served; false when it is not, or when a ship is under way that will. Raises `verification_failed` (exit 8) when
 * the person named the component and it does not serve the build.
 */
export async function recordCandidate(
  session: Session,
  { component, build }: Candidate,
  { sha, commonDir, isNamed }: RecordOptions,
): Promise<boolean> {
  const { output, workspace: { manifest, root } } = session;
  const context = createContext(session, component, {
    build,
    sha,
    resumeHint: notifyFlow.resumeHint(component),
  });
  const { verify: probes } = componentOf(manifest, component);
  if (isNamed) await verify(context, probes, { build });
  else {
    const proofs = probesIn(session.environment, probes).filter(provesBuild);
    const seen = await Promise.all(proofs.map((probe) => probeOnce(context, probe, { build })));
    const isProven = seen.some(({ isVerified }) => isVerified) &&
      seen.every(({ isVerified, isProxy }) => isVerified || isProxy);
    if (!isProven) {
      output.note(
        `${component} ${build} is committed, and ${
          seen.length === 0 ? "nothing tells whether it is deployed" : "not served"
        }`,
      );
      return false;
    }
  }
  const request = { component, isDeploying: false, waitSeconds: 0 };
  try {
    return await runUnderLease(session, notifyFlow, request, { commonDir }, async ({ control, actor }) => {
      await announceBuild(control, { manifest, component, sha, actor }, await readNotes(root, manifest));
      return true;
    });
  } catch (error) {
    const isInTheWay = error instanceof CommandError &&
      ["lease_held", "ship_unfinished"].includes(error.code);
    if (!isInTheWay || isNamed) throw error;
    output.warn(error.code, error.message);
    return false;
  }
}
