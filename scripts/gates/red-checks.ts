import type { Finding } from "../cli/command-error.ts";
import { elapsed, sleep } from "../runtime.ts";
import { type AskChecks, isToCome } from "../ship/guards/ask-checks.ts";
import { checks } from "./checks.ts";
import { type ChecksQuestion, collectChecks } from "./collect/checks.ts";
import { known } from "./collect/known.ts";
import { gateHost } from "./host.ts";

/** Milliseconds between two questions to a host whose checks are still at work. */
const pauseMs = 5_000;

/** What the gate `checks` says against a commit, asked until nothing but checks that are still to come speaks against it. */
export const askChecks: AskChecks = async (
  { git, workspace, output, signal },
  { sha, branches, seconds },
) => {
  const deadline = elapsed() + seconds * 1_000;
  const host = () => gateHost(workspace, { signal, note: (line) => output.note(line) });
  for (let isSaid = false;; isSaid = true) {
    const found = await redChecks({ git, workspace, promoted: workspace, sha, branches }, host);
    if (found.length === 0 || !found.every(isToCome) || elapsed() >= deadline) return found;
    if (!isSaid) output.note(`Waiting: ${found.map(({ message }) => message).join("; ")}`);
    await sleep(Math.min(pauseMs, deadline - elapsed()), signal);
    signal.throwIfAborted();
  }
};

async function redChecks(
  question: Omit<ChecksQuestion, "host">,
  host: () => Promise<ChecksQuestion["host"]>,
): Promise<Finding[]> {
  const { sha } = question;
  const fact = await known(async () => await collectChecks({ ...question, host: await host() }));
  const { state, findings } = checks({ environment: "", sha, at: new Date(0), checks: fact });
  return state === "passed" || state === "warned" ? [] : findings;
}
