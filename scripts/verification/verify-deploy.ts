import type { ControlPlane } from "../control-plane/control-plane.ts";
import type { DeployContext } from "../deploy/context.ts";
import { VerificationError, verify } from "../deploy/verify.ts";
import type { Verify } from "../manifest/schema.ts";
import { recordResults } from "./record.ts";

interface Deployed {
  control: Pick<ControlPlane, "recordVerifications">;
  /** The deployment that the results belong to. */
  deployment?: string;
  /** Probes of a proxy of the manifest must agree now. */
  isAnnounced?: boolean;
}

/**
 * Asks the probes of what was just deployed, as `verify` does, and records what they saw, whether they agree or not. Raises what `verify` raises.
 */
export async function verifyDeploy(
  context: DeployContext,
  probes: readonly Verify[],
  wanted: { build: number },
  { control, deployment, isAnnounced }: Deployed,
): ReturnType<typeof verify> {
  const record = (results: VerificationError["results"]) =>
    recordResults(context, { control, deployment, source: "deploy", results });
  try {
    const verification = await verify(context, probes, wanted, { isAnnounced });
    await record(verification.results);
    return verification;
  } catch (error) {
    if (error instanceof VerificationError) await record(error.results);
    throw error;
  }
}
