import { type Finding, refuseAll } from "../cli/command-error.ts";
import { type Git } from "./git.ts";
import { keepTags, type TagObject, tagRefspecs } from "./make-tag.ts";
import {
  askRemote,
  lookAtRemote,
  missingBranch,
  type RemoteBranch,
  trackingRef,
  unreachable,
} from "./remote.ts";
import { pushRefs } from "./push.ts";
import { releaseTrailer } from "./trailers.ts";

/** A tag, of the remote unless it is said otherwise. */
export interface RemoteTag {
  name: string;
  /** What the name points to: a tag object, or the commit itself where the tag is a lightweight one. */
  object: string;
  /** The commit. */
  commit: string;
  isAnnotated: boolean;
}

/** Where the clone keeps what it last saw of the remote's tags: a person's own tags are neither read nor moved. */
const seen = "refs/slipway/tags/";

/**
 * Brings everything up to date that a release looks at, in one call of the remote: the branch, and all tags. Raises `branch_gone` (exit 5),
 * `fetch_failed`, `remote_timeout`.
 */
export async function fetchWithTags(git: Git, upstream: RemoteBranch, signal?: AbortSignal): Promise<void> {
  const { remote, branch } = upstream;
  const args = [
    ...["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--prune"],
    ...["--", remote, `+refs/heads/${branch}:${trackingRef(upstream)}`, `+refs/tags/*:${seen}*`],
  ];
  const once = () => askRemote(git, upstream, args, signal);
  let answer = await once();
  // another git moved one of the refs meanwhile
  if (answer.code === 1) answer = await once();
  if (answer.code === 0) return;
  const { head, ...rest } = await lookAtRemote(git, upstream, signal);
  if (head !== null) throw await unreachable("fetch_failed", upstream, answer);
  const gone = await missingBranch(git, upstream, { head, ...rest });
  throw refuseAll("branch_gone", [gone ?? nothingThere(upstream)]);
}

function nothingThere({ remote, branch }: RemoteBranch): Finding {
  return {
    code: "branch_gone",
    message: `${remote} has no branch ${branch}, and a release is made of what is there`,
    hint: `git push ${remote} ${branch}`,
  };
}

/** Every tag that the remote had when it was last asked, in no order that means anything. */
export function remoteTags(git: Git): Promise<RemoteTag[]> {
  return listTags(git, seen);
}

/** Names of the remote's tags, when it was last asked, that begin so and whose commits a ref does not have. */
export async function remoteTagsBeside(git: Git, prefix: string, ref: string): Promise<string[]> {
  const { stdout } = await git.run([
    "for-each-ref",
    "--format=%(refname)",
    `--no-merged=${ref}`,
    `${seen}${prefix}*`,
  ]);
  return stdout.split("\n").filter((line) => line !== "").map((name) => name.slice(seen.length));
}

/** The tags below a namespace, as `refs/tags/`; those of anything but a commit are left out. */
export async function listTags(git: Git, namespace: string): Promise<RemoteTag[]> {
  const format = "%(refname)%00%(objectname)%00%(objecttype)%00%(*objectname)%00%(*objecttype)";
  const { stdout } = await git.run(["for-each-ref", `--format=${format}`, namespace]);
  return stdout.split("\n").filter((line) => line !== "").flatMap((line) => {
    const [ref = "", object = "", type, peeled = "", peeledType] = line.split("\0");
    const isAnnotated = type === "tag";
    if ((isAnnotated ? peeledType : type) !== "commit") return [];
    return [{
      name: ref.slice(namespace.length),
      object,
      commit: isAnnotated ? peeled : object,
      isAnnotated,
    }];
  });
}

/** What each annotated tag of the remote said when it was last asked. */
export async function remoteTagTexts(git: Git): Promise<Map<string, string>> {
  const { stdout } = await git.run(["for-each-ref", "--format=%(refname)%00%(contents)%00", seen]);
  const parts = stdout.split("\0");
  const texts = new Map<string, string>();
  for (let at = 0; at + 1 < parts.length; at += 2) {
    texts.set((parts[at] ?? "").trim().slice(seen.length), parts[at + 1] ?? "");
  }
  return texts;
}

/** What a tag of this clone says; null when there is none. */
export async function localTagMessage(git: Git, name: string): Promise<string | null> {
  const { stdout } = await git.run([
    "for-each-ref",
    "--format=%(objecttype)%00%(contents)",
    `refs/tags/${name}`,
  ]);
  const [type = "", ...message] = stdout.split("\0");
  return type === "" ? null : message.join("\0");
}

/** The commits of those of the remote's tags that say that this release made them, by name. */
export async function tagsOfRelease(
  git: Git,
  names: readonly string[],
  release: string,
): Promise<Map<string, string>> {
  const { stdout } = await git.run([
    "for-each-ref",
    "--format=%00%00%(refname)%00%(*objectname)%00%(contents)",
    ...names.map((name) => `${seen}${name}`),
  ]);
  return new Map(
    stdout.split("\0\0").flatMap((entry): [string, string][] => {
      const [ref = "", commit = "", message = ""] = entry.split("\0");
      const isOurs = message.split("\n").includes(`${releaseTrailer}: ${release}`);
      return isOurs ? [[ref.slice(seen.length), commit]] : [];
    }),
  );
}

/** Takes tags out of this clone; those that are not there are gone already. */
export async function dropTags(git: Git, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await git.run(["update-ref", "--stdin"], {
    input: names.map((name) => `delete refs/tags/${name}\n`).join(""),
  });
}

/** Pushes tags, all or none; none that the remote has is moved. Raises `push_refused`, `push_not_atomic` (exit 5), `remote_timeout`. */
export async function pushTags(
  git: Git,
  upstream: RemoteBranch,
  tags: readonly TagObject[],
  signal?: AbortSignal,
): Promise<void> {
  if (tags.length === 0) return;
  await pushRefs(git, upstream, tagRefspecs(tags), signal);
  await keepTags(git, tags);
}
