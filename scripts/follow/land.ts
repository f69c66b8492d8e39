import { CommandError } from "../cli/command-error.ts";
import { componentOf } from "../manifest/component-of.ts";
import { commitTree } from "../manifest/commit-tree.ts";
import { loadWorkspace } from "../manifest/load.ts";
import { now } from "../runtime.ts";
import { backoffMs } from "./backoff.ts";
import { lookHere } from "./checkout.ts";
import type { Follower } from "./follower.ts";
import type { Memory } from "./memory.ts";
import { movedComponents } from "./moved.ts";
import { report } from "./report.ts";

interface Landing {
  known: Memory;
  /** The commit that is to run here. */
  head: string;
  only: readonly string[] | undefined;
  checkOut: () => Promise<void>;
}

interface Landed {
  known: Memory;
  deployed: string[];
  /** Null when everything agrees. */
  error: CommandError | null;
}

/** Checks the commit out and deploys what moved, one after the other; the first that fails ends it. Each that is verified is remembered at once. */
export async function land(follower: Follower, { known, head, only, checkOut }: Landing): Promise<Landed> {
  const { root, git, environment, host, memory, output } = follower;
  const deployed: string[] = [];
  let kept = known;
  const keep = async (change: Partial<Memory>) => {
    kept = { ...kept, ...change };
    await memory.keep(kept);
  };
  try {
    // as the commit has it: its rules count, not those of the commit before
    const workspace = await loadWorkspace(root, commitTree(root, head));
    const { manifest } = workspace;
    const scope = { git, manifest, environment, host };
    const moved = await movedComponents({ ...scope, only }, kept.deployed, head);
    const { deployHere, loadEverything } = await import("./deploy-here.ts");
    if (moved.length > 0) await loadEverything();
    await checkOut();
    if (moved.length > 0) {
      output.note(`${host} deploys ${moved.join(", ")} of ${head.slice(0, 12)}`);
      await report(follower, { here: await lookHere(git), state: "deploying", lastGood: kept.good?.sha });
    }
    for (const component of moved) {
      await deployHere(follower, workspace, component, head);
      deployed.push(component);
      await keep({ deployed: { ...kept.deployed, [component]: head } });
      output.note(`${component} ${componentOf(manifest, component).build} is deployed and verified`);
    }
    const rest = only === undefined
      ? []
      : await movedComponents({ ...scope, only: undefined }, kept.deployed, head);
    // of what nobody looked at, nobody can say that it is good, or that it does not fail any more
    if (rest.length === 0) {
      await keep({ failed: null, good: { sha: head, at: new Date(now()).toISOString() } });
    }
    return { known: kept, deployed, error: null };
  } catch (error) {
    // stopped from outside: that says nothing about the commit
    follower.signal.throwIfAborted();
    if (!(error instanceof CommandError)) throw error;
    const tries = (kept.failed?.tries ?? 0) + 1;
    const { code, message } = error;
    await keep({
      failed: { sha: head, code, why: message.slice(0, 1000), tries, notBefore: now() + backoffMs(tries) },
    });
    return { known: kept, deployed, error };
  }
}
