import { isReachable } from "../../git/commit.ts";
import { look } from "../back-merge/back-merge.ts";
import { branchesOf } from "../back-merge/branches.ts";
import { type Invariant, keyOf } from "./place.ts";

/** What was released is in the branch where work goes on. */
export const branchesAgree: Invariant = {
  name: "back-merge",
  keys: ["back-merge:"],
  async look({ session: { git, workspace, signal } }) {
    if (workspace.manifest.ship.release?.back_merge === undefined) return [];
    const branches = branchesOf(workspace.manifest);
    const now = await look(git, branches, signal);
    if (await isReachable(git, now.from, [now.to])) return [];
    const { from, to } = branches;
    const { stdout } = await git.run(["rev-list", "--count", `${now.to}..${now.from}`]);
    return [{
      key: keyOf("back-merge", from, to),
      message: `${to} lacks ${stdout.trim()} commits of ${from}`,
      hint: "Run slipway back-merge.",
    }];
  },
};
