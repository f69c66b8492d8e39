import { fields, openGit } from "../git/git.ts";
import { leadsOutside } from "./real-path.ts";
import type { Tree } from "./tree.ts";

interface Blob {
  kind: string;
  bytes: Uint8Array;
}

/**
 * The files of a commit, without a checkout. What is asked for in one turn of the event loop is answered by one `git
 * cat-file`. Links inside the repository are followed, as on disk; `root` may be a folder below the top of the work
 * tree. Raises CommandError `git_failed`.
 */
export function commitTree(root: string, sha: string): Tree {
  const git = openGit(root);
  const known = new Map<string, Promise<Blob | null>>();
  let asked: { path: string; answer: (blob: Blob | null) => void; fail: (error: unknown) => void }[] = [];
  const flush = async () => {
    const batch = asked;
    asked = [];
    try {
      const input = batch.map(({ path }) => `${sha}:./${path}\n`).join("");
      const { stdout } = await git.run(["cat-file", "--batch", "--follow-symlinks"], {
        input,
        isBinary: true,
      });
      const blobs = parseBatch(Buffer.from(stdout, "latin1"));
      batch.forEach(({ answer }, index) => answer(blobs[index] ?? null));
    } catch (error) {
      batch.forEach(({ fail }) => fail(error));
    }
  };
  const look = (path: string): Promise<Blob | null> => {
    // a line break would end the question
    if (path.includes("\n")) return Promise.resolve(null);
    const found = known.get(path) ?? new Promise<Blob | null>((answer, fail) => {
      if (asked.push({ path, answer, fail }) === 1) setTimeout(flush);
    });
    known.set(path, found);
    return found;
  };
  return {
    isWorkTree: false,
    async read(path) {
      const blob = await look(path);
      if (blob?.kind === "symlink") throw leadsOutside(path);
      return blob?.kind === "blob" ? blob.bytes : null;
    },
    async paths() {
      return fields((await git.run(["ls-tree", "-r", "-z", "--name-only", sha])).stdout);
    },
    async exists(path) {
      const found = await look(path.replace(/\/+$/, ""));
      return found !== null && found.kind !== "symlink";
    },
  };
}

/**
 * `<oid> <type> <size>` and the object, or `<question> missing`; a link that leads nowhere is `dangling <size>` and its
 * target.
 */
function parseBatch(output: Buffer): (Blob | null)[] {
  const blobs: (Blob | null)[] = [];
  for (let at = 0; at < output.length;) {
    const end = output.indexOf(10, at);
    const words = output.toString("utf8", at, end).split(" ");
    at = end + 1;
    const size = Number(words.at(-1));
    if (words.at(-1) === "missing" || words.at(-1) === "ambiguous" || !Number.isInteger(size)) {
      blobs.push(null);
      continue;
    }
    const kind = words.at(-2) ?? "";
    // `symlink <size>` and its target: a link that leads out of the repository
    if (words.at(-2) === "symlink") {
      blobs.push({ kind, bytes: new Uint8Array() });
      at += size + 1;
      continue;
    }
    const isObject = ["blob", "tree", "commit", "tag"].includes(kind);
    blobs.push(isObject ? { kind, bytes: new Uint8Array(output.subarray(at, at + size)) } : null);
    at += size + 1;
  }
  return blobs;
}
