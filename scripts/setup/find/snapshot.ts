import { basename } from "node:path";
import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { fields, openGit } from "../../git/git.ts";
import { readInside } from "../../manifest/real-path.ts";
import { isVendored } from "./vendored.ts";

/** A repository before Slipway: what proposals are made from. */
export interface Snapshot {
  root: string;
  /** The folder's name. */
  name: string;
  /** Files that git tracks, and those that it neither tracks nor ignores. */
  files: ReadonlySet<string>;
  /** Files that git does not track yet: a component is none of these. */
  untracked?: ReadonlySet<string>;
  /** Symbolic links among the tracked files. */
  links?: ReadonlySet<string>;
  /** The branch that is checked out; `main` when none is. */
  branch: string;
  remote: string;
  /** Where that remote is; empty without one. */
  remoteUrl: string;
  /** Tags, the newest first. */
  tags?: readonly string[];
  /** The first lines of the last commits, without merges. */
  subjects?: readonly string[];
  /** Undefined when there is no such file. */
  read(path: string): string | undefined;
}

/** Looks at the work tree with git's eyes: what is ignored is nobody's component. Raises `repository_missing`, exit code 2. */
export async function takeSnapshot(from: string): Promise<Snapshot> {
  const found = await openGit(from).run(["rev-parse", "--show-toplevel"], { answers: [0, 128] });
  const root = found.stdout.trim();
  if (root === "") {
    const hint = "Run git init first, or go to your clone.";
    throw new CommandError("repository_missing", `${from} is in no repository of git`, hint, exitCode.usage);
  }
  const git = openGit(root);
  const [head, cached, deleted, others, remotes, tags, log] = await Promise.all([
    git.run(["symbolic-ref", "--quiet", "--short", "HEAD"], { answers: [0, 1] }),
    git.run(["ls-files", "-z", "--cached", "--stage"]),
    git.run(["ls-files", "-z", "--deleted"]),
    git.run(["ls-files", "-z", "--others", "--exclude-standard"]),
    git.run(["remote", "--verbose"]),
    git.run(["for-each-ref", "--sort=-creatordate", "--format=%(refname:strip=2)", "refs/tags"]),
    git.run(["log", "-50", "--no-merges", "--format=%s"], { answers: [0, 128] }),
  ]);
  const urls = new Map(
    [...remotes.stdout.matchAll(/^(\S+)\t(\S*)/gm)].map(([, name = "", url = ""]) => [name, url]),
  );
  const remote = urls.has("origin") ? "origin" : [...urls.keys()][0] ?? "origin";
  return {
    root,
    name: basename(root),
    ...listed(cached.stdout, new Set(fields(deleted.stdout)), fields(others.stdout)),
    branch: head.stdout.trim() || "main",
    remote,
    remoteUrl: urls.get(remote) ?? "",
    tags: lines(tags.stdout),
    subjects: lines(log.stdout),
    read: (path) => {
      const bytes = readInside(root, path);
      return bytes === null ? undefined : new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    },
  };
}

function lines(output: string): string[] {
  return output.split("\n").filter((line) => line !== "");
}

/** As long as git tracks nothing at all, what it does not ignore is all that there is to look at. */
function listed(stage: string, deleted: ReadonlySet<string>, others: readonly string[]) {
  const tracked = fields(stage).map((entry) => {
    const [, mode = "", path = ""] = /^(\d+) [^\t]*\t([^]*)$/.exec(entry) ?? [];
    return { mode, path };
  }).filter(({ mode, path }) => mode !== "160000" && !deleted.has(path));
  return {
    files: new Set([...tracked.map(({ path }) => path), ...others]),
    untracked: new Set(tracked.length === 0 ? [] : others),
    links: new Set(tracked.filter(({ mode }) => mode === "120000").map(({ path }) => path)),
  };
}

/** The repository without what git does not track, other people's code, and what tools generate: what components are made of. */
export function ownPart(snapshot: Snapshot): Snapshot {
  const isOwn = (path: string) => !snapshot.untracked?.has(path) && !isVendored(path);
  return { ...snapshot, files: new Set([...snapshot.files].filter(isOwn)) };
}
