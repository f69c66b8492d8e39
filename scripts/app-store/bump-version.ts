import { CommandError, type Finding, refuseAll } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { commit, stage } from "../git/commit.ts";
import { type Git } from "../git/git.ts";
import { keepTags, makeTag } from "../git/make-tag.ts";
import { pushRefs } from "../git/push.ts";
import type { RemoteBranch } from "../git/remote.ts";
import { fetchWithTags } from "../git/tags.ts";
import { compareDotted } from "../manifest/compare.ts";
import { componentOf } from "../manifest/component-of.ts";
import { type Edit, writeEdits } from "../manifest/edits.ts";
import type { Workspace } from "../manifest/load.ts";
import { marketingVersionOf } from "../manifest/marketing-version.ts";
import { planMarketingVersion } from "../manifest/plan-marketing-version.ts";
import { readCloneState } from "../ship/guards/guards.ts";
import { formatVersion, type Level, raise } from "../tracks/version.ts";
import { guardClone, guardTag, type VersionBumpRequest } from "./bump-guards.ts";

/** What was done, or would be. */
interface VersionBump {
  component: string;
  previous: string;
  version: string;
  files: string[];
  /** null without one. */
  tag: string | null;
  /** null of a dry run. */
  sha: string | null;
  pushed: boolean;
}

/** Where it is done. */
interface Place {
  git: Git;
  workspace: Workspace;
  upstream: RemoteBranch;
  signal: AbortSignal;
}

/**
 * Gives an app its next marketing version: version.json, the mirrors or the Xcode project, README.md, a commit, and an annotated tag: the
 * track's own where the app is one, else `v1.2.0`. No build moves. Everything that could stop it is looked at before anything is written.
 * Raises `files_dirty`, `tag_taken`, `branch_wrong` and the like (exit 5, all at once), `fetch_failed`, `commit_refused`, `tag_refused`.
 */
export async function bumpVersion(place: Place, request: VersionBumpRequest): Promise<VersionBump> {
  const { git, workspace, upstream, signal } = place;
  const { key, level, isDryRun, isTagging, isPushing } = request;
  const component = componentOf(workspace.manifest, key);
  const previous = highest(component.version, await marketingVersionOf(workspace, key));
  const version = nextVersion(key, previous, level);
  const tag = isTagging ? `${component.release?.tag ?? "v"}${version}` : null;
  if (isTagging || isPushing) await fetchWithTags(git, upstream, signal);
  const [clone, edits, taken] = await Promise.all([
    readCloneState(git, upstream),
    planMarketingVersion(workspace, key, version),
    tag === null ? [] : guardTag(git, tag),
  ]);
  refuse([...guardClone(clone, upstream, request), ...taken]);
  const done = { component: key, previous, version, files: edits.map(({ path }) => path), tag };
  if (isDryRun) return { ...done, sha: null, pushed: false };

  const sha = await commitEdits(place, edits, `chore(${key}): version ${version}`);
  const refs: string[] = [`${sha}:refs/heads/${upstream.branch}`];
  const tagged = tag === null ? [] : [
    await makeTag(git, tag, sha, `${component.name} ${version}`)
      .catch((error) => {
        throw withoutTag(error, tag, sha);
      }),
  ];
  await keepTags(git, tagged);
  if (isPushing) {
    await pushRefs(git, upstream, [
      ...refs,
      ...tagged.map(({ object, name }) => `${object}:refs/tags/${name}`),
    ], signal);
  }
  return { ...done, sha, pushed: isPushing };
}

/** The next one, always of three numbers. Raises `version_unreadable` (exit 5). */
function nextVersion(key: string, previous: string, level: Level): string {
  const [, major, minor = "0", patch = "0"] = /^(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:[-+].*)?$/.exec(previous) ??
    [];
  if (major === undefined) {
    throw new CommandError(
      "version_unreadable",
      `${key} has the version ${previous}, and only one to three numbers with dots can be raised`,
      `Correct components.${key}.version of version.json.`,
      exitCode.refused,
    );
  }
  const numbers = { major: Number(major), minor: Number(minor), patch: Number(patch) };
  return formatVersion(raise({ ...numbers, channel: "live", n: 0 }, level));
}

/** The project may be ahead of version.json. */
function highest(written: string, inProject: string | undefined): string {
  return inProject !== undefined && (compareDotted(inProject, written) ?? 0) > 0 ? inProject : written;
}

/** All or nothing: what a hook of git refuses is taken back. */
async function commitEdits({ git, workspace }: Place, edits: Edit[], message: string): Promise<string> {
  await writeEdits(workspace.root, edits);
  const paths = edits.map(({ path }) => path);
  try {
    await stage(git, paths);
    return await commit(git, message);
  } catch (error) {
    await writeEdits(
      workspace.root,
      edits.map(({ path, before, after }) => ({ path, before: after, after: before ?? after })),
    );
    await stage(git, paths);
    throw error;
  }
}

/** The number of an archive and a version are two things. */
export function refuseBuild(level: Level): CommandError {
  return new CommandError(
    "usage_invalid",
    `--build is the number of an archive, and ${level} raises the version`,
    "Run one after the other.",
    exitCode.usage,
  );
}

function refuse(findings: readonly Finding[]): void {
  if (findings.length > 0) throw refuseAll("bump_refused", findings);
}

function withoutTag(error: unknown, tag: string, sha: string): unknown {
  if (!(error instanceof CommandError)) return error;
  return new CommandError(
    error.code,
    `the version is committed, and without its tag: ${error.message}`,
    `Fix what git names, then git tag -a ${tag} ${sha.slice(0, 12)}.`,
    exitCode.partial,
    error.findings,
  );
}
