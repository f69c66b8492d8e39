import { nullWhen } from "../../cli/command-error.ts";
import type { Git } from "../../git/git.ts";
import type { CheckState, RequiredCheck } from "../../host/rules-types.ts";
import { readLog } from "../../history/log/read-log.ts";
import type { Manifest } from "../../manifest/schema.ts";
import { isMachineCommit } from "../../release/machine-commit.ts";
import type { ChecksFact } from "../facts.ts";
import { isOfPullRequest } from "../pulls/checks.ts";
import { known, unknowable } from "./known.ts";
import type { Collecting, ReadHost } from "./sources.ts";

/** As many commits of Slipway's own, one on the other, as anybody has. */
const mostOwn = 50;

/** The branches whose required checks count. */
export type ChecksQuestion =
  & Pick<Collecting, "git" | "host" | "workspace" | "promoted" | "sha">
  & { branches: readonly string[] };

/**
 * What the host says of the checks that are required of the branches, by version.json or by the host. Of commits that Slipway made, those of the commit below count, and their own where they are not good.
 */
export async function collectChecks(
  { git, host, workspace: { manifest }, promoted, branches, sha }: ChecksQuestion,
): Promise<ChecksFact> {
  if (host === null) throw unknowable("no code host is known", "Write ship.release.host into version.json.");
  const required = await requiredOf(host, manifest, branches);
  const judged = await judgedCommit(git, promoted.manifest, sha);
  const [words, own] = await Promise.all([
    wordsOf(git, host, judged, required),
    judged === sha ? undefined : host.checksOf(sha, required),
  ]);
  const isBad = ({ state }: CheckState) => state === "failure" || state === "pending";
  return {
    sha: judged,
    required: words.map((word, at) => {
      const above = own?.required[at];
      return above !== undefined && isBad(above) ? above : word;
    }),
    neutralBlocks: manifest.ship.gates?.neutral_blocks ?? false,
  };
}

/** Raises where neither names one: then nothing says what green is. */
async function requiredOf(
  host: ReadHost,
  { ship }: Manifest,
  branches: readonly string[],
): Promise<RequiredCheck[]> {
  const rules = await Promise.all(branches.map((branch) => known(() => host.branchRules(branch))));
  const live = rules.flatMap((one) => one.known ? one.value.requiredChecks : []);
  const declared = branches.flatMap((branch) => ship.gates?.branches[branch]?.checks ?? []);
  const unread = rules.find((one) => !one.known);
  if (declared.length === 0 && unread !== undefined) throw unknowable(unread.why, unread.hint);
  const contexts = new Set([...live.map(({ context }) => context), ...declared]);
  // GitLab asks for the pipeline as a whole
  if (host.type === "gitlab" && live.length === 0 && declared.length === 0) contexts.add("pipeline");
  if (contexts.size === 0) {
    const unreadable = rules.flatMap((one) => one.known ? one.value.unreadable : []);
    throw unknowable(
      `nothing says which checks ${branches.join(" and ")} need${
        unreadable.length === 0 ? "" : `; not readable: ${unreadable.join(", ")}`
      }`,
      `Name them in version.json: "gates": { "${branches[0]}": { "checks": ["build"] } }.`,
    );
  }
  return [...contexts].map((context) =>
    live.find((one) => one.context === context) ?? { context, appId: null }
  );
}

/** The nearest commit, this one or below it, that neither a release nor a ship made. */
async function judgedCommit(git: Git, manifest: Manifest, sha: string): Promise<string> {
  let at = sha;
  for (let count = 0; count < mostOwn; count++) {
    const { stdout } = await git.run(["rev-list", "--parents", "--max-count=1", at, "--"]);
    const [, ...parents] = stdout.trim().split(" ");
    const [first] = parents;
    if (first === undefined || parents.length > 1) return at;
    const [commit] = await readLog(git, { from: [at], without: parents });
    if (commit === undefined || !isMachineCommit(manifest, commit)) return at;
    at = first;
  }
  return at;
}

/**
 * The checks of a commit. One that never reported on it may have reported on the pull request that it came from: that counts where both have the
 * same files, or where the check is about the pull request itself.
 */
async function wordsOf(
  git: Git,
  host: ReadHost,
  sha: string,
  required: readonly RequiredCheck[],
): Promise<CheckState[]> {
  const words = (await host.checksOf(sha, required)).required;
  if (words.every(({ state }) => state !== "expected")) return words;
  const pull = (await host.pullRequestsOf(sha)).find(({ state }) => state === "merged");
  if (pull === undefined || pull.headSha === "" || pull.headSha === sha) return words;
  const [before, isSame] = await Promise.all([
    // the commits of a fork that was deleted are gone
    host.checksOf(pull.headSha, required).catch(nullWhen("host_refused")),
    hasSameFiles(git, sha, pull.headSha),
  ]);
  return words.map((word, at) => {
    const counts = word.state === "expected" && (isSame || isOfPullRequest(word.context));
    return counts ? before?.required[at] ?? word : word;
  });
}

/** A head that was never fetched, as of a squashed pull request, may have anything. */
async function hasSameFiles(git: Git, sha: string, other: string): Promise<boolean> {
  const { code, stdout } = await git.run(["rev-parse", "--quiet", `${sha}^{tree}`, `${other}^{tree}`], {
    answers: [0, 1, 128],
  });
  const [one, two] = stdout.trim().split("\n");
  return code === 0 && one !== undefined && one === two;
}
