import { CommandError, refuseAll } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { Git } from "../../git/git.ts";
import type { Commit } from "./commit.ts";
import { pullsOf, reachedFrom } from "./graph.ts";
import { readLog } from "./read-log.ts";

/** Which commits and which files are a track's. */
export interface TrackQuestion {
  /** A tag or another commit, whose history is left out; null for all of it. */
  since: string | null;
  /** Whether a path belongs to the track: see `trackFiles`. */
  touches: (path: string) => boolean;
}

/** What happened to a track. */
export interface TrackHistory {
  /** The commit that `since` names. */
  since: string | null;
  /** The commit that `until` names. */
  until: string;
  /** Those that touch the track, newest first. */
  commits: Commit[];
  /** The track's paths that they changed, sorted. */
  paths: string[];
}

/**
 * What happened to each track up to `until` since its own `since`, in one `git log` for all of them. A commit is a track's when it touches one
 * of its files and `since` does not reach it: so it doesn't matter on which branch that tag is. Raises CommandError `clone_shallow`,
 * `commit_unknown`, exit code 5.
 */
export async function readHistory<Key extends string>(
  git: Git,
  { until, tracks }: { until: string; tracks: Readonly<Record<Key, TrackQuestion>> },
): Promise<Record<Key, TrackHistory>>;
export async function readHistory(
  git: Git,
  { until, tracks }: { until: string; tracks: Readonly<Record<string, TrackQuestion>> },
): Promise<Record<string, TrackHistory>> {
  const questions = Object.entries(tracks);
  if (questions.length === 0) return {};
  const names = [until, ...questions.flatMap(([, { since }]) => since ?? [])];
  const [shas] = await Promise.all([resolveCommits(git, names), refuseShallow(git)]);
  const shaOf = (name: string) => shas.get(name) ?? name;
  const sinces = questions.map(([, { since }]) => since === null ? null : shaOf(since));
  const head = shaOf(until);
  const bounds = [...new Set(sinces)].filter((since) => since !== null);
  const commits = await readLog(git, {
    from: [head, ...bounds],
    without: sinces.includes(null) ? [] : await commonBases(git, bounds),
  });
  const graph = new Map(commits.map((commit) => [commit.sha, commit]));
  const isUntil = reachedFrom(graph, head);
  const pulls = pullsOf(graph, head);
  const before = new Map(bounds.map((since) => [since, reachedFrom(graph, since)]));
  const own = commits.filter(({ sha }) => isUntil.has(sha))
    .map((commit) => ({ ...commit, pull: pulls.get(commit.sha) ?? null }));

  return Object.fromEntries(questions.map(([key, question], index) => {
    const since = sinces[index] ?? null;
    const older = since === null ? undefined : before.get(since);
    const touches = remembering(question.touches);
    const found = own.filter(({ sha, paths }) => older?.has(sha) !== true && paths.some(touches));
    const paths = new Set(found.flatMap((commit) => commit.paths.filter(touches)));
    return [key, { since, until: head, commits: found, paths: [...paths].sort() }];
  }));
}

/** The same files change again and again; matching a glob once for each takes a tenth of the time. */
function remembering(matches: (path: string) => boolean): (path: string) => boolean {
  const known = new Map<string, boolean>();
  return (path) => {
    const answer = known.get(path) ?? matches(path);
    known.set(path, answer);
    return answer;
  };
}

/** A history that was cut off would miss commits and tags silently. Raises `clone_shallow`. */
async function refuseShallow(git: Git): Promise<void> {
  const { stdout } = await git.run(["rev-parse", "--is-shallow-repository"]);
  if (stdout.trim() !== "true") return;
  throw new CommandError(
    "clone_shallow",
    "the clone is shallow, so nobody can tell what changed since a tag",
    "git fetch --unshallow --tags; in a workflow of GitHub: actions/checkout with fetch-depth: 0",
    exitCode.refused,
  );
}

/** The commits that these names mean. Raises `commit_unknown` with each that means none. */
async function resolveCommits(git: Git, names: readonly string[]): Promise<Map<string, string>> {
  const asked = [...new Set(names)];
  const { stdout } = await git.run(["cat-file", "--batch-check"], {
    input: asked.map((name) => `${name.replaceAll("\n", " ")}^{commit}\n`).join(""),
  });
  const answers = stdout.split("\n");
  const found = new Map<string, string>();
  const unknown = asked.filter((name, index) => {
    const sha = /^([0-9a-f]{40,64}) commit \d+$/.exec(answers[index] ?? "")?.[1];
    if (sha !== undefined) found.set(name, sha);
    return sha === undefined;
  });
  if (unknown.length === 0) return found;
  throw refuseAll(
    "commit_unknown",
    unknown.map((name) => ({
      code: "commit_unknown",
      message: `this clone has no commit ${name}`,
      hint: "git fetch --tags",
    })),
  );
}

/** What all of them reach is reached by these: nothing older is of interest to any track. */
async function commonBases(git: Git, shas: readonly string[]): Promise<string[]> {
  if (shas.length < 2) return [...shas];
  const { stdout } = await git.run(["merge-base", "--octopus", "--all", ...shas], { answers: [0, 1] });
  return stdout.split("\n").filter((line) => line !== "");
}
