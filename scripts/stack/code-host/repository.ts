import { execFile } from "node:child_process";
import process from "node:process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The bare repository behind the host: refs, tags and commits are read from it, and written into it. */
export class Bare {
  constructor(readonly path: string) {}

  /** What git writes; null when it ends with an error. */
  async git(...args: string[]): Promise<string | null> {
    const answer = await run("git", ["-C", this.path, ...args], {
      env: {
        PATH: process.env.PATH,
        GIT_DIR: this.path,
        ...{ GIT_AUTHOR_NAME: "host", GIT_AUTHOR_EMAIL: "host@example.test" },
        ...{ GIT_COMMITTER_NAME: "host", GIT_COMMITTER_EMAIL: "host@example.test" },
      },
      maxBuffer: 64 << 20,
    }).catch(() => null);
    return answer === null ? null : answer.stdout.trim();
  }

  /** What a file holds. */
  async blob(sha: string): Promise<Buffer> {
    const { stdout } = await run("git", ["-C", this.path, "cat-file", "blob", sha], {
      encoding: "buffer",
      maxBuffer: 64 << 20,
    });
    return stdout;
  }

  /** What a ref points at, without following tags. */
  async refTarget(ref: string): Promise<{ sha: string; type: string } | null> {
    const sha = await this.git("rev-parse", "--verify", "--quiet", `${ref}`);
    if (sha === null || sha === "") return null;
    return { sha, type: await this.git("cat-file", "-t", sha) ?? "commit" };
  }

  /** The commit behind a branch, tag or sha. */
  commit(name: string): Promise<string | null> {
    return this.git("rev-parse", "--verify", "--quiet", `${name}^{commit}`);
  }

  /** What an annotated tag holds. */
  async tagObject(sha: string) {
    const text = await this.git("cat-file", "tag", sha);
    if (text === null) return null;
    const field = (name: string) => new RegExp(`^${name} (.*)$`, "m").exec(text)?.[1] ?? "";
    const message = text.slice(text.indexOf("\n\n") + 2);
    return { tag: field("tag"), message, object: { sha: field("object"), type: field("type") } };
  }

  /** Whether a commit has other files below `.github/workflows` than the default branch. */
  async changesWorkflows(commit: string, branch: string): Promise<boolean> {
    const differing = await this.git("diff", "--name-only", branch, commit, "--", ".github/workflows");
    return differing !== "" && differing !== null;
  }

  /** Whether everything of `of` is in `within`. */
  async contains(within: string, of: string): Promise<boolean> {
    return await this.git("merge-base", "--is-ancestor", of, within) !== null;
  }

  /** The tree of both together; null when they conflict. */
  mergeTree(base: string, head: string): Promise<string | null> {
    return this.git("merge-tree", "--write-tree", base, head);
  }
}
