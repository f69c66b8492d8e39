import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { fields, openGit } from "../../git/git.ts";
import { readInside } from "../../manifest/real-path.ts";

/** A repository before Slipway: what proposals are made from. */
export interface Snapshot {
  root: string;
  /** The folder's name. */
  name: string;
  /** Tracked files and those that git does not ignore, below the root. */
  files: ReadonlySet<string>;
  /** The branch that is checked out; `main` when none is. */
  branch: string;
  remote: string;
  /** Where that remote is; empty without one. */
  remoteUrl: string;
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
  const [head, listed, remotes] = await Promise.all([
    git.run(["symbolic-ref", "--quiet", "--short", "HEAD"], { answers: [0, 1] }),
    git.run(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]),
    git.run(["remote", "--verbose"]),
  ]);
  const urls = new Map(
    [...remotes.stdout.matchAll(/^(\S+)\t(\S*)/gm)].map(([, name = "", url = ""]) => [name, url]),
  );
  const remote = urls.has("origin") ? "origin" : [...urls.keys()][0] ?? "origin";
  return {
    root,
    name: basename(root),
    files: new Set(fields(listed.stdout).filter((path) => existsSync(join(root, path)))),
    branch: head.stdout.trim() || "main",
    remote,
    remoteUrl: urls.get(remote) ?? "",
    read: (path) => {
      const bytes = readInside(root, path);
      return bytes === null ? undefined : new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    },
  };
}
