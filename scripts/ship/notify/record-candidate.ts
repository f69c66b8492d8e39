import { CommandError } from "../../cli/command-error.ts";
import type { DeployContext } from "../../deploy/context.ts";
import { look, verify } from "../../deploy/verify.ts";
import { componentOf } from "../../manifest/component-of.ts";
import { goOnWith } from "../flow/flows.ts";
import { readNotes } from "../record/notes.ts";
import { recordBuild } from "../record/record-build.ts";
import type { Session } from "../flow/session.ts";
import { withShip } from "../flow/begin-run.ts";
import type { Candidate } from "./candidates.ts";

export interface Means {
  sha: string;
  commonDir: string;
  /** The person says that this component was deployed: then a build without a proof counts, and one that is not served is an error. */
  isNamed: boolean;
}

/**
 * Records a build that is served; false when it is not, or when a ship is under way that will. Raises `verification_failed` (exit 8) when
 * the person named the component and it does not serve the build.
 */
export async function recordCandidate(
  session: Session,
  candidate: Candidate,
  means: Means,
): Promise<boolean> {
  const { component, build } = candidate;
  const { output, workspace } = session;
  const { manifest, root } = workspace;
  const context: DeployContext = {
    ...{ root, manifest, component, build, output, sha: means.sha, environment: session.environment },
    ...{ version: componentOf(manifest, component).version, signal: session.signal, env: {} },
    goOn: goOnWith("notify", component),
  };
  const { verify: probes } = componentOf(manifest, component);
  if (means.isNamed) await verify(context, probes, { build });
  else {
    const seen = await Promise.all(probes.map((probe) => look(context, probe, { build })));
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
  try {
    return await withShip(session, { component, isDeploying: false, patience: 0 }, {
      ...means,
      kind: "notify",
    }, async (run) => {
      const notes = await readNotes(root, manifest);
      const { control, actor } = run;
      await recordBuild(control, { manifest, component, sha: means.sha, actor, notes });
      return true;
    });
  } catch (error) {
    if (
      !(error instanceof CommandError) || !["lease_held", "ship_unfinished"].includes(error.code) ||
      means.isNamed
    ) throw error;
    output.warn(error.code, error.message);
    return false;
  }
}
