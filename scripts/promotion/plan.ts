import type { Finding } from "../cli/command-error.ts";
import { type Changed, changedSince, inOrder } from "../environments/changed.ts";
import { commitTree } from "../manifest/commit-tree.ts";
import { componentOf } from "../manifest/component-of.ts";
import { componentsOf } from "../manifest/environment.ts";
import { loadWorkspace, type Workspace } from "../manifest/load.ts";
import type { Session } from "../ship/flow/session.ts";
import { guardDeploy } from "../ship/guards/deploy.ts";
import type { EnvironmentStatus } from "../../functions/_shared/contract/environments.ts";
import { judgeOffTheWay } from "./ancestry.ts";
import { type Branches, type Lie, lieOf, lookAtBranches } from "./look.ts";
import type { PromoteRequest } from "./request.ts";

/** What a promotion would do, and what speaks against it whatever the gates say. */
export interface PromotionPlan extends Branches {
  lie: Lie;
  /** As it is at the commit. */
  workspace: Workspace;
  /** In their order. */
  components: Changed[];
  status: EnvironmentStatus;
  refusals: Finding[];
}

/** Looks at everything, fetches, and changes nothing else. Raises what looking raises. */
export async function planPromotion(session: Session, request: PromoteRequest): Promise<PromotionPlan> {
  const { git, control, environment, signal } = session;
  const [branches, status] = await Promise.all([
    lookAtBranches(git, environment, request.sha, signal),
    control.environmentStatus(),
  ]);
  const [lie, workspace] = await Promise.all([
    lieOf(git, branches),
    loadWorkspace(git.root, commitTree(git.root, branches.sha)),
  ]);
  const { manifest } = workspace;
  const { sha } = branches;
  const deployed = status.environments.find(({ name }) => name === environment.name)?.deployed ?? [];
  const changed = await changedSince({ git, manifest, sha, deployed }, componentsOf(manifest, environment));
  const components = inOrder(manifest, changed, branches.rule.order);
  const order = components.map(({ component }) => component);
  const deploys = await Promise.all(order.map((key) => guardDeploy(session.workspace, environment, key)));
  return {
    ...branches,
    ...{ lie, workspace, components, status },
    refusals: [
      ...judgeOffTheWay(environment, branches, lie, request),
      ...deploys.flat(),
      ...environment.announces ? unraised(workspace, order, status, deployed) : [],
    ],
  };
}

/** Components that would run without anybody hearing of it: they changed, and their build is announced already, or lower. */
function unraised(
  { manifest }: Workspace,
  order: readonly string[],
  { announced }: EnvironmentStatus,
  deployed: readonly { component: string; build: number }[],
): Finding[] {
  return order.flatMap((key): Finding[] => {
    const { build } = componentOf(manifest, key);
    const told = announced[key]?.build;
    if (told === undefined || build > told) return [];
    // what has never been written down may well be what runs
    if (build === told && !deployed.some(({ component }) => component === key)) return [];
    return [{
      code: "build_not_raised",
      message: `${key} changed, and its build ${build} is ${
        build === told ? "announced already" : `lower than the announced ${told}`
      }: nobody would hear of it`,
      hint:
        `Raise it where it is proved first: slipway ship ${key} --env …, slipway bump ${key}, or "bump": true there in version.json.`,
      component: key,
    }];
  });
}
