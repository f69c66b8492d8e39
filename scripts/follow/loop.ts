import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Output } from "../cli/output.ts";
import { sleep } from "../runtime.ts";
import { followOnce, type Run, type Wishes } from "./follow-once.ts";
import type { Follower } from "./follower.ts";

/** Looks once and says what came of it; gives the exit code. */
export async function lookOnce(follower: Follower, wishes: Wishes): Promise<number> {
  const run = await followOnce(follower, wishes);
  const { output, environment, host } = follower;
  const { exitCode: code, ...said } = run;
  output.json({ event: "result", environment: environment.name, host, ...said });
  // a second poller is no news
  if (run.outcome !== "busy") output.print(describeRun(follower, run));
  return code;
}

/**
 * Looks again and again until the signal aborts, whose reason it then raises. What one look can't do is said, and the next one tries again; only
 * what no time mends ends it: exit code 2.
 */
export async function keepFollowing(
  open: () => Promise<Follower>,
  wishes: Wishes,
  { output, signal, everySeconds }: { output: Output; signal: AbortSignal; everySeconds: number },
): Promise<number> {
  let once = wishes;
  for (;;) {
    try {
      // version.json and the credential may have changed
      await lookOnce(await open(), once);
      // a person accepted this commit, not whatever the branch is rewritten to later
      once = { ...wishes, accept: undefined };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof CommandError) || error.exitCode === exitCode.usage) throw error;
      output.warn(error.code, error.message);
    }
    await sleep(everySeconds * 1000, signal);
    signal.throwIfAborted();
  }
}

function describeRun(
  { environment, host }: Follower,
  { outcome, branch, sha, deployed = [], why, last_good }: Run,
): string {
  const runs = `${host} in ${environment.name} runs ${branch ?? "-"} at ${sha?.slice(0, 12) ?? "-"}`;
  const did = deployed.length > 0 ? `; deployed ${deployed.join(", ")}` : "";
  if (outcome === "current") return `${runs}${did}`;
  const good = last_good === undefined ? "" : ` (last good: ${last_good.slice(0, 12)})`;
  return `${runs}${did}\n${outcome}: ${why ?? ""}${good}`;
}
