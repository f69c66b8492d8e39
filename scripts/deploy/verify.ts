import { CommandError, type Finding } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Verify } from "../manifest/schema.ts";
import { elapsed, sleep } from "../runtime.ts";
import { type DeployContext, resumeHintOf } from "./context.ts";
import type { ProbeResult } from "./probes/probe-result.ts";

/** Seconds for a probe that names none. */
const defaultTimeoutS = 60;
/** Milliseconds until the second look, by how much each pause grows, and the longest. */
const pauses = { first: 250, factor: 1.6, longest: 5000 };

/** What is left to be asked. */
interface Verification {
  /** Probes of endpoints that serve the control plane's manifest: they can only agree once the build is announced. */
  afterAnnouncement: Verify[];
}

/**
 * Asks every probe, all at once, until it agrees or its time is over. Raises `verification_failed` (exit 8) with a finding per probe
 * that names what it saw last, and the component whose host it asked. Before the announcement, a probe that turns out to ask a proxy of
 * the manifest is handed back instead of waiting for what cannot come; `isAnnounced` says that it must agree now.
 */
export async function verify(
  context: DeployContext,
  probes: readonly Verify[],
  wanted: { build: number },
  { isAnnounced = false }: { isAnnounced?: boolean } = {},
): Promise<Verification> {
  const seen = await Promise.all(probes.map(async (probe) => ({
    probe,
    ...await probeUntilAgrees(context, probe, wanted, isAnnounced),
  })));
  const afterAnnouncement = seen.filter((each) => !each.isVerified && each.isProxy && !isAnnounced);
  const failed = seen.filter((each) => !each.isVerified && !afterAnnouncement.includes(each));
  if (failed.length > 0) throw failure(context, wanted, failed);
  return { afterAnnouncement: afterAnnouncement.map(({ probe }) => probe) };
}

/** One line per probe, for a dry run. */
export function describeProbe(probe: Verify): string {
  if ("type" in probe) {
    return "supabase: no pending migration, every function deployed after the commit and booting";
  }
  const where = "json" in probe ? probe.json : `/${probe.regex}/`;
  return `${probe.url}${probe.file === undefined ? "" : ` ${probe.file}`} ${where}`;
}

async function probeUntilAgrees(
  context: DeployContext,
  probe: Verify,
  wanted: { build: number },
  isAnnounced: boolean,
): Promise<ProbeResult> {
  const seconds = "type" in probe ? defaultTimeoutS : probe.timeout_s ?? defaultTimeoutS;
  const deadline = elapsed() + seconds * 1000;
  for (let pause = pauses.first;; pause = Math.min(pause * pauses.factor, pauses.longest)) {
    const result = await probeOnce(context, probe, wanted);
    const left = deadline - elapsed();
    if (result.isVerified || left <= 0 || (result.isProxy && !isAnnounced)) return result;
    await sleep(Math.min(pause, left), context.signal);
    context.signal.throwIfAborted();
  }
}

/** Asks once what is there now. */
export async function probeOnce(
  context: DeployContext,
  probe: Verify,
  wanted: { build: number },
): Promise<ProbeResult> {
  if ("type" in probe) {
    const { probeSupabase } = await import("./probes/supabase.ts");
    return await probeSupabase(context);
  }
  const { probeUrl } = await import("./probes/url.ts");
  return await probeUrl(probe, wanted, context.signal);
}

function failure(
  context: DeployContext,
  { build }: { build: number },
  failed: readonly (ProbeResult & { probe: Verify })[],
): CommandError {
  const findings = failed.map(({ probe, saw }): Finding => {
    const host = "type" in probe ? context.component : hostOf(context, probe.url);
    const who = "type" in probe ? "The Supabase project" : describeProbe(probe);
    return {
      code: "verification_failed",
      message: `${who} ${saw}; wanted ${context.component} build ${build}`,
      hint: host === undefined || host === context.component
        ? `Deploy ${context.component} again, then run ${resumeHintOf(context)}.`
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
