import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { actorName } from "../control-plane/actor.ts";
import type { ControlPlane, CutoverStep } from "../control-plane/control-plane.ts";
import { fetchBranch, trackingRef } from "../git/remote.ts";
import { checkOut, lookHere } from "./checkout.ts";
import type { Follower } from "./follower.ts";
import { alone } from "./lock.ts";

/** Where a cutover came to. */
interface CutOver {
  sha: string;
  steps: Awaited<ReturnType<ControlPlane["recordCutoverStep"]>>[];
}

/**
 * Takes this host over to a branch that was reset: fetch, checkout, reset, each recorded with who and when once it is done. Where the checkout
 * was before stays as refs/slipway/before-cutover/<promotion>. Done again it goes on where it ended. Raises `credential_missing` (exit 4),
 * `checkout_dirty` (exit 7), `lease_held` (exit 6), `cutover_elsewhere`.
 */
export async function cutOver(follower: Follower, promotion: string): Promise<CutOver> {
  const cut = await alone(follower, () => takeSteps(follower, promotion));
  if (cut !== null) return cut;
  throw new CommandError(
    "lease_held",
    "another slipway follow runs in this clone",
    "Wait until it has ended, or stop its timer; then run it again.",
    exitCode.leaseHeld,
  );
}

async function takeSteps(follower: Follower, promotion: string): Promise<CutOver> {
  const { git, environment: { upstream }, memory, signal, output } = follower;
  const control = requireControl(follower);
  const record = async (step: CutoverStep) => {
    const taken = await recordStep({ ...follower, control }, { promotion, step });
    output.note(`${step}: ${taken.actor} at ${taken.done_at}`);
    return taken;
  };
  const here = await lookHere(git);
  if (here.dirt.length > 0) {
    throw new CommandError(
      "checkout_dirty",
      `the checkout has changes that nobody committed: ${here.dirt.slice(0, 10).join(", ")}`,
      "Look whose they are: git status. Then keep them elsewhere, or drop them.",
      exitCode.drift,
    );
  }
  const kept = `refs/slipway/before-cutover/${promotion}`;
  // 128: it is there from a run before
  await git.run(["update-ref", kept, here.head, "0".repeat(here.head.length)], { answers: [0, 128] });
  await fetchBranch(git, upstream, signal);
  const head = (await git.run(["rev-parse", "--verify", `${trackingRef(upstream)}^{commit}`])).stdout.trim();
  const steps = [await record("fetch")];

  const known = await memory.read();
  const { good = null, deployed = {} } = known ?? {};
  await memory.keep({ at: head, from: here.head, good, deployed, failed: null });
  await checkOut(git, head, signal);
  steps.push(await record("checkout"));

  await git.run(["reset", "--quiet", "--hard", head]);
  const local = `refs/heads/${upstream.branch}`;
  const there = await git.run(["rev-parse", "--verify", "--quiet", local], { answers: [0, 1] });
  // else the next `git checkout` of a person would bring the old history back
  if (there.code === 0) await git.run(["branch", "--quiet", "--force", upstream.branch, head]);
  await requireReset(follower, head);
  steps.push(await record("reset"));
  return { sha: head, steps };
}

/** Records one step, in the name of whoever runs this. Raises `cutover_step_out_of_order`, `cutover_elsewhere`. */
export async function recordStep(
  { control, environment, host }: Pick<Follower, "environment" | "host"> & { control: ControlPlane },
  { promotion, step }: { promotion: string; step: CutoverStep },
): Promise<CutOver["steps"][number]> {
  return await control.recordCutoverStep({
    ...{ promotion, host, step },
    environment: environment.name,
    actor: actorName(),
  });
}

/** What is recorded is what was seen, not what was asked for. */
async function requireReset({ git }: Follower, head: string): Promise<void> {
  const here = await lookHere(git);
  if (here.head === head && here.dirt.length === 0) return;
  throw new CommandError(
    "reset_incomplete",
    `the checkout is at ${here.head.slice(0, 12)}, not at ${head.slice(0, 12)}`,
    "Look at git status there, then run it again.",
  );
}

function requireControl({ control }: Follower): ControlPlane {
  if (control !== null) return control;
  throw new CommandError(
    "credential_missing",
    "a cutover is recorded step by step, and this host has no credential",
    "Run slipway link here, or cut over by hand and record it elsewhere: slipway hosts step.",
    exitCode.credentials,
  );
}
