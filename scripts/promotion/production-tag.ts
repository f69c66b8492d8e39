import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Promotion } from "../../functions/_shared/contract/environments.ts";
import { commitAt, isAncestor } from "../git/ancestry.ts";
import { pushTagOnce } from "../git/push-tag.ts";
import { fetchBranch, type RemoteBranch, trackingRef } from "../git/remote.ts";
import type { ShipRun, Step } from "../ship/flow/flow.ts";

/** What a promotion is found by again: one for a commit and a day, the same for every attempt. */
export function productionTag(
  prefix: string,
  { sha, started_at }: Pick<Promotion, "sha" | "started_at">,
): string {
  return `${prefix}${started_at.slice(0, 10)}-${sha.slice(0, 12)}`;
}

/**
 * Pushes an annotated tag of what was promoted, once it is verified. Made only of a commit that the remote's branch has; one that is there already stays.
 * Raises `tag_off_branch`, `tag_taken` (exit 9: everything else is done), `push_refused`.
 */
export function tagStep(prefix: string, promotion: Promotion): Step {
  const name = productionTag(prefix, promotion);
  return {
    name: "tag",
    async run({ git, upstream, sha, signal, environment }) {
      await requireOnBranch({ git, upstream, sha, signal }, name);
      const message = messageOf(environment.name, promotion);
      const there = await pushTagOnce(git, upstream, { name, commit: sha, message }, signal);
      if (there !== sha) throw taken(upstream, name, there, environment.name);
      return { summary: name, detail: { tag: name } };
    },
  };
}

function messageOf(environment: string, { kind, from_branch, reason, components, id }: Promotion): string {
  const what = components.length === 0 ? "no component" : components.join(", ");
  const why = reason === null ? "" : `: ${reason}`;
  return `${environment}, ${kind} from ${from_branch}${why}\n\n${what}\n\nSlipway-Promotion: ${id}`;
}

type Where = Pick<ShipRun, "git" | "upstream" | "signal">;

async function requireOnBranch({ git, upstream, sha, signal }: Where & { sha: string }, name: string) {
  await fetchBranch(git, upstream, signal);
  const head = await commitAt(git, trackingRef(upstream));
  if (head !== null && await isAncestor(git, sha, head)) return;
  throw new CommandError(
    "tag_off_branch",
    `${upstream.remote}/${upstream.branch} no longer has ${sha.slice(0, 12)}, so it gets no tag ${name}`,
    `Look who moved the branch: slipway sentry. What was promoted is deployed and verified.`,
    exitCode.partial,
  );
}

function taken(upstream: RemoteBranch, name: string, at: string, environment: string): CommandError {
  return new CommandError(
    "tag_taken",
    `${upstream.remote} has ${name} at ${at.slice(0, 12)}, which is another commit`,
    `Take it away (git push --delete ${upstream.remote} ${name}), then run slipway promote ${environment} --resume.`,
    exitCode.partial,
  );
}
