import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { elapsed, sleep } from "../runtime.ts";
import type { AppStoreConnect, StoreBuild } from "./app-store-connect.ts";
import { type Audience, judgeBuild } from "./installable.ts";
import { confirmCommand, nameOf } from "./train.ts";

/** How long to wait for the store, in milliseconds. */
export interface PollingLimits {
  /** Until the second look; each pause is half as long again, up to `longest`. */
  first: number;
  longest: number;
  /** In all. */
  limit: number;
}

/** Apple promises nothing; most builds take 5 to 30 minutes. */
const pollingLimits: PollingLimits = { first: 20_000, longest: 5 * 60_000, limit: 90 * 60_000 };

/** What is waited for. */
export interface Wanted {
  audience: Audience;
  /** Finds the build in question; as long as the store shows none, null or what to say of it. */
  find(store: AppStoreConnect, signal: AbortSignal): Promise<StoreBuild | string | null>;
  /** For people, as "build 115". */
  what: string;
}

/** Whether a failure may be over at the next look. */
export function isPassing(error: unknown): error is CommandError {
  return error instanceof CommandError && ["store_unreachable", "store_rate_limited"].includes(error.code);
}

/**
 * Looks until people can install the build. Raises `store_build_not_installable` (exit 9) when the time is over, the code of what
 * stopped the build for good (exit 9), what the client raises but for passing failures, and the signal's reason.
 */
export async function waitUntilInstallable(
  store: AppStoreConnect,
  { audience, find, what }: Wanted,
  { signal, limits = pollingLimits, onState }: {
    signal: AbortSignal;
    limits?: PollingLimits;
    /** Called when the state has changed. */
    onState(state: string): void;
  },
): Promise<StoreBuild> {
  const deadline = elapsed() + limits.limit;
  let last = "";
  for (let pause = limits.first;; pause = Math.min(pause * 1.5, limits.longest)) {
    signal.throwIfAborted();
    const seen = await look(store, find, audience, signal);
    if (seen.isInstallable) return seen.build;
    if (seen.state !== last) onState(seen.state);
    last = seen.state;
    const left = deadline - elapsed();
    if (left <= 0) {
      throw new CommandError(
        "store_build_not_installable",
        `${what} cannot be installed yet: ${seen.state}`,
        `Look into App Store Connect and your mail, then run ${
          seen.build === undefined ? "slipway ios confirm" : confirmCommand(seen.build.build)
        }.`,
        exitCode.partial,
      );
    }
    await sleep(Math.min(pause, left), signal);
  }
}

type Look =
  | { isInstallable: true; build: StoreBuild }
  | { isInstallable: false; state: string; build?: StoreBuild };

async function look(
  store: AppStoreConnect,
  find: Wanted["find"],
  audience: Audience,
  signal: AbortSignal,
): Promise<Look> {
  try {
    const build = await find(store, signal) ?? "not in the list of builds yet";
    if (typeof build === "string") return { isInstallable: false, state: build };
    const verdict = judgeBuild(build, audience);
    if (verdict.state === "installable") return { isInstallable: true, build };
    if (verdict.state === "waiting") return { isInstallable: false, state: verdict.what, build };
    const { code, what, hint, isCurable } = verdict;
    const next = isCurable ? ` Then run ${confirmCommand(build.build)}.` : "";
    throw new CommandError(
      code,
      `App Store Connect says ${what} of build ${nameOf(build)}`,
      `${hint}${next}`,
      exitCode.partial,
    );
  } catch (error) {
    if (isPassing(error)) {
      return { isInstallable: false, state: error.message };
    }
    throw error;
  }
}
