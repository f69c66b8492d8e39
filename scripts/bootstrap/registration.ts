import type { Finding } from "../cli/command-error.ts";
import { probeOnce } from "../deploy/probes/ask.ts";
import type { ProbeResult } from "../deploy/probes/probe-result.ts";
import type { BootstrapStep } from "../manifest/schema-bootstrap.ts";
import { bootstrapContext, type BootstrapScope, stepsOf } from "./scope.ts";

/** `early`: strangers may register, and nobody has yet: the first user comes that way. */
interface RegistrationState {
  state: "closed" | "early" | "open" | "unknown";
  /** What was seen, as the end of a sentence. */
  saw: string;
}

/** Milliseconds for an address to answer. */
const timeoutMs = 20_000;

/** Whether strangers can register, and whether that matters already. Never raises but for an interrupt. */
export async function lookAtRegistration(
  scope: BootstrapScope,
  { closed, first_user: firstUser }: NonNullable<BootstrapStep["registration"]>,
): Promise<RegistrationState> {
  const context = {
    ...bootstrapContext(scope),
    signal: AbortSignal.any([scope.signal, AbortSignal.timeout(timeoutMs)]),
  };
  try {
    const seen = await probeOnce(context, closed, { build: 0 });
    if (seen.isVerified) return { state: "closed", saw: seen.saw };
    // asked in vain is not open
    if (isVain(seen)) return { state: "unknown", saw: seen.saw };
    const user = await probeOnce(context, firstUser, { build: 0 });
    if (user.isVerified) return { state: "open", saw: seen.saw };
    if (isVain(user)) return { state: "unknown", saw: user.saw };
    return { state: "early", saw: user.saw };
  } catch (error) {
    scope.signal.throwIfAborted();
    return { state: "unknown", saw: error instanceof Error ? error.message : "gave no answer" };
  }
}

function isVain({ isFinal, skipped, isUnanswered }: ProbeResult): boolean {
  return isFinal === true || skipped !== undefined || isUnanswered === true;
}

/** What is to be said of it; nothing while it is closed, or nobody has registered. */
export function findingOf(
  { environment: { name } }: Pick<BootstrapScope, "environment">,
  step: Pick<BootstrapStep, "name" | "run">,
  { state, saw }: RegistrationState,
): Finding | undefined {
  if (state === "closed" || state === "early") return undefined;
  const close = step.run === undefined
    ? `Close it where it is set: for Supabase Auth, Authentication, Sign In / Providers, "Allow new users to sign up".`
    : `slipway bootstrap --env ${name} closes it.`;
  return state === "open"
    ? {
      code: "registration_open",
      message: `strangers can still register in ${name}, which has its first user: ${step.name} ${saw}`,
      hint: close,
    }
    : {
      code: "registration_unknown",
      message: `nobody knows whether strangers can register in ${name}: ${step.name} ${saw}`,
      hint: "Make what the probe asks reachable from here, or correct ship.bootstrap in version.json.",
    };
}

/** What every registration step of an environment has to say: asks its probes; without such a step it asks nothing. */
export async function registrationFindings(scope: BootstrapScope): Promise<Finding[]> {
  const found = await Promise.all(
    stepsOf(scope).map(async (step) => {
      if (step.registration === undefined) return undefined;
      return findingOf(scope, step, await lookAtRegistration(scope, step.registration));
    }),
  );
  return found.filter((finding) => finding !== undefined);
}
