import { CommandError } from "../cli/command-error.ts";
import { mask } from "../cli/mask.ts";
import { shortened } from "../cli/storable-text.ts";
import { actorName } from "../control-plane/actor.ts";
import type { ControlPlane } from "../control-plane/control-plane.ts";
import type { DeployContext } from "../deploy/context.ts";
import type { VerificationResult } from "../deploy/verify.ts";

/** Who asked: a deploy, a person, or a schedule. */
type Source = "deploy" | "verify" | "schedule";

/** Where results go. */
interface Record {
  control: Pick<ControlPlane, "recordVerifications">;
  source: Source;
  results: readonly VerificationResult[];
  /** The deployment that they prove. */
  deployment?: string;
}

/** Writes what probes saw into Postgres, masked. What can't be recorded is a warning: what was seen counts all the same. */
export async function recordResults(
  { component, environment, build, sha, output }: DeployContext,
  { control, source, results, deployment }: Record,
): Promise<void> {
  if (results.length === 0) return;
  try {
    await control.recordVerifications({
      ...{ component, environment: environment.name, build, source, deployment },
      sha: /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(sha) ? sha : undefined,
      results: results.map(({ probe, state, saw, ms }) => ({
        ...{ state, ms },
        probe: storable(probe, 300),
        saw: storable(saw, 1000),
      })),
      actor: actorName(),
    });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    output.warn(error.code, `what the probes saw could not be recorded: ${error.message}`);
  }
}

/** A line that Postgres takes, masked: servers answer with anything. */
export function storable(text: string, length: number): string {
  const line = mask.apply(text).replaceAll(/\p{Cc}+/gu, " ").toWellFormed();
  return shortened(line, length);
}
