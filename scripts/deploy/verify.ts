import { CommandError, type Finding } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { addressIn } from "../manifest/probe-address.ts";
import { probesIn } from "../manifest/probe-kinds.ts";
import type { Verify } from "../manifest/schema.ts";
import { elapsed, sleep } from "../runtime.ts";
import { type DeployContext, resumeHintOf } from "./context.ts";
import { probeOnce } from "./probes/ask.ts";
import { namesOf } from "./probes/describe.ts";
import type { ProbeResult } from "./probes/probe-result.ts";

export { describeProbe } from "./probes/describe.ts";
export { probeOnce } from "./probes/ask.ts";

/** Seconds for a probe that names none. */
const defaultTimeoutS = 60;
/** Milliseconds until the second look, by how much each pause grows, and the longest. */
const pauses = { first: 250, factor: 1.6, longest: 5000 };

/** What became of one probe. */
export interface VerificationResult {
  /** As `describeProbe` calls it. */
  probe: string;
  state: "passed" | "failed" | "skipped";
  /** What was seen last, as the end of a sentence. */
  saw: string;
  /** How long it took until then, in milliseconds. */
  ms: number;
}

/** What was seen, and what is left to be asked. */
interface Verification {
  /** Probes of endpoints that serve the control plane's manifest: they can only agree once the build is announced. */
  afterAnnouncement: Verify[];
  /** One for each probe that was asked to the end. */
  results: VerificationResult[];
}

/** Probes that do not agree, with what became of all of them. */
export class VerificationError extends CommandError {
  constructor(findings: readonly Finding[], readonly results: readonly VerificationResult[]) {
    const message = findings.map((finding) => finding.message).join("\n    ");
    super("verification_failed", message, findings[0]?.hint ?? "", exitCode.unverified, findings);
  }
}

/** How probes are asked. */
interface VerifyOptions {
  /** Probes of a proxy of the manifest must agree now. */
  isAnnounced?: boolean;
  /** Seconds that a probe is given at most: nothing is on its way to where it is asked. */
  longestS?: number;
  /** What results call a probe, when these are not all of them. */
  names?: ReadonlyMap<Verify, string>;
}

type Seen = ProbeResult & { probe: Verify; result: VerificationResult };

/**
 * Asks every probe of the environment, all at once, until it agrees or its time is over. Raises `verification_failed` (VerificationError, exit 8)
 * with a finding per probe that names what it saw last, and the component whose host it asked; one that was skipped is a failure, unless it is
 * optional. Before the announcement, a probe that turns out to ask a proxy of the manifest is handed back instead of waiting for what cannot come.
 */
export async function verify(
  context: DeployContext,
  probes: readonly Verify[],
  wanted: { build: number },
  { isAnnounced = false, longestS = Infinity, names: given }: VerifyOptions = {},
): Promise<Verification> {
  const asked = probesIn(context.environment, probes);
  const names = namesOf(asked);
  const all = await Promise.all(asked.map(async (probe, index): Promise<Seen> => {
    const began = elapsed();
    const last = await probeUntilAgrees(context, probe, wanted, { isAnnounced, longestS });
    const state = last.skipped ? "skipped" : last.isVerified ? "passed" : "failed";
    const ms = Math.round(elapsed() - began);
    const name = given?.get(probe) ?? names[index] ?? "";
    return { ...last, probe, result: { probe: name, state, saw: last.saw, ms } };
  }));
  const afterAnnouncement = all.filter((each) => !each.isVerified && each.isProxy && !isAnnounced);
  const seen = all.filter((each) => !afterAnnouncement.includes(each));
  const results = seen.map(({ result }) => result);
  const failed = seen.filter(({ isVerified, skipped, probe }) =>
    !isVerified && !(skipped && probe.type === "browser" && probe.optional)
  );
  if (failed.length > 0) {
    throw new VerificationError(failed.map((each) => findingOf(context, wanted, each)), results);
  }
  return { afterAnnouncement: afterAnnouncement.map(({ probe }) => probe), results };
}

async function probeUntilAgrees(
  context: DeployContext,
  probe: Verify,
  wanted: { build: number },
  { isAnnounced, longestS }: Required<Pick<VerifyOptions, "isAnnounced" | "longestS">>,
): Promise<ProbeResult> {
  const isBrowser = probe.type === "browser";
  // a run through pages has a time of its own
  const seconds = isBrowser ? Infinity : Math.min(probe.timeout_s ?? defaultTimeoutS, longestS);
  const deadline = elapsed() + seconds * 1000;
  let tries = probe.retry ?? (isBrowser ? 0 : Infinity);
  for (let pause = pauses.first;; pause = Math.min(pause * pauses.factor, pauses.longest)) {
    const result = await probeOnce(context, probe, wanted);
    const left = deadline - elapsed();
    const isOver = result.isVerified || result.isFinal || result.skipped || left <= 0 || tries-- <= 0;
    if (isOver || (result.isProxy && !isAnnounced)) return result;
    await sleep(Math.min(pause, left), context.signal);
    context.signal.throwIfAborted();
  }
}

function findingOf(
  context: DeployContext,
  { build }: { build: number },
  { probe, saw, skipped, result }: Seen,
): Finding {
  const { component } = context;
  if (skipped) {
    return {
      ...{ code: skipped.code, hint: skipped.hint, component },
      message: `${result.probe} was skipped: it ${saw}; ${component} build ${build} is not proved`,
    };
  }
  const host = "url" in probe ? hostOf(context, addressIn(context.environment.url, probe.url)) : undefined;
  const who = probe.type === "supabase" ? "The Supabase project" : result.probe;
  return {
    code: "verification_failed",
    message: `${who} ${saw}; wanted ${component} build ${build}`,
    hint: host === undefined || host === component
      ? `Deploy ${component} again, then run ${resumeHintOf(context)}.`
      : `${host} serves it: deploy ${host}, which rides along with ${component}.`,
    component: host ?? component,
  };
}

/** The component whose host an address is at. */
function hostOf({ manifest }: DeployContext, address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  const { host, hostname } = new URL(address);
  return Object.entries(manifest.components)
    .find(([, component]) => component.host !== undefined && [host, hostname].includes(component.host))?.[0];
}
