import { CommandError, type Finding } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Verify } from "../manifest/schema.ts";
import { elapsed, sleep } from "../runtime.ts";
import { type DeployContext, goOn } from "./context.ts";
import type { Sighting } from "./probes/probe-result.ts";

export { isManifestProxy } from "./probes/url.ts";

/** Seconds for a probe that names none. */
const DEFAULT_TIMEOUT_S = 60;
/** Milliseconds until the second look, by how much each pause grows, and the longest. */
const PAUSE = { first: 250, factor: 1.6, longest: 5000 };

/** What is left to be asked. */
export interface Verification {
  /** Probes of endpoints that serve the control plane's manifest: they can only agree once the build is recorded. */
  afterRecord: Verify[];
}

/**
 * Asks every probe, all at once, until it agrees or its time is over. Raises `verification_failed` (exit 8) with a finding per probe
 * that names what it saw last, and the component whose host it asked. Before the record, a probe that turns out to ask a proxy of
 * the manifest is handed back instead of waiting for what cannot come; `isRecorded` says that it must agree now.
 */
export async function verify(
  context: DeployContext,
  probes: readonly Verify[],
  wanted: { build: number },
  { isRecorded = false }: { isRecorded?: boolean } = {},
): Promise<Verification> {
  const seen = await Promise.all(probes.map(async (probe) => ({
    probe,
    ...await watch(context, probe, wanted, isRecorded),
  })));
  const afterRecord = seen.filter((each) => !each.isVerified && each.isProxy && !isRecorded);
  const failed = seen.filter((each) => !each.isVerified && !afterRecord.includes(each));
  if (failed.length > 0) throw failure(context, wanted, failed);
  return { afterRecord: afterRecord.map(({ probe }) => probe) };
}

/** One line per probe, for a dry run. */
export function describeProbe(probe: Verify): string {
  if ("type" in probe) {
    return "supabase: no pending migration, every function deployed after the commit and booting";
  }
  const where = "json" in probe ? probe.json : `/${probe.regex}/`;
  return `${probe.url}${probe.file === undefined ? "" : ` ${probe.file}`} ${where}`;
}

async function watch(
  context: DeployContext,
  probe: Verify,
  wanted: { build: number },
  isRecorded: boolean,
): Promise<Sighting> {
  const seconds = "type" in probe ? DEFAULT_TIMEOUT_S : probe.timeout_s ?? DEFAULT_TIMEOUT_S;
  const deadline = elapsed() + seconds * 1000;
  for (let pause = PAUSE.first;; pause = Math.min(pause * PAUSE.factor, PAUSE.longest)) {
    const sighting = await look(context, probe, wanted);
    const left = deadline - elapsed();
    if (sighting.isVerified || left <= 0 || (sighting.isProxy && !isRecorded)) return sighting;
    await sleep(Math.min(pause, left), context.signal);
    context.signal.throwIfAborted();
  }
}

/** Asks once what is there now. */
export async function look(
  context: DeployContext,
  probe: Verify,
  wanted: { build: number },
): Promise<Sighting> {
  if ("type" in probe) {
    const { lookAtSupabase } = await import("./probes/supabase.ts");
    return await lookAtSupabase(context);
  }
  const { lookAtUrl } = await import("./probes/url.ts");
  return await lookAtUrl(probe, wanted, context.signal);
}

function failure(
  context: DeployContext,
  { build }: { build: number },
  failed: readonly (Sighting & { probe: Verify })[],
): CommandError {
  const findings = failed.map(({ probe, saw }): Finding => {
    const host = "type" in probe ? context.component : hostOf(context, probe.url);
    const who = "type" in probe ? "The Supabase project" : describeProbe(probe);
    return {
      code: "verification_failed",
      message: `${who} ${saw}; wanted ${context.component} build ${build}`,
      hint: host === undefined || host === context.component
        ? `Deploy ${context.component} again, then run ${goOn(context)}.`
        : `${host} serves it: deploy ${host}, which rides along with ${context.component}.`,
      component: host ?? context.component,
    };
  });
  const message = findings.map((finding) => finding.message).join("\n    ");
  return new CommandError(
    "verification_failed",
    message,
    findings[0]?.hint ?? "",
    exitCode.unverified,
    findings,
  );
}

/** The component whose host an address is at. */
function hostOf({ manifest }: DeployContext, address: string): string | undefined {
  const { host, hostname } = new URL(address);
  return Object.entries(manifest.components)
    .find(([, component]) => component.host !== undefined && [host, hostname].includes(component.host))?.[0];
}
