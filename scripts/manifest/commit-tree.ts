import { spawn } from "node:child_process";
import process from "node:process";
import { CommandError } from "../cli/command-error.ts";
import type { Tree } from "./tree.ts";

interface Blob {
  kind: string;
  bytes: Uint8Array;
}

/** Set inside a git hook; they would lead git to another repository. */
const foreign = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"];

/**
 * The files of a commit, without a checkout. What is asked for in one turn of the event loop is answered by one `git
 * cat-file`. Links inside the repository are followed, as on disk; `root` may be a folder below the top of the work
 * tree. Raises CommandError `git_failed`.
 */
export function commitTree(root: string, sha: string): Tree {
  const known = new Map<string, Promise<Blob | null>>();
  let asked: { path: string; answer: (blob: Blob | null) => void; fail: (error: unknown) => void }[] = [];
  const flush = async () => {
    const batch = asked;
    asked = [];
    try {
      const input = batch.map(({ path }) => `${sha}:./${path}\n`).join("");
      const blobs = parseBatch(await git(root, ["cat-file", "--batch", "--follow-symlinks"], input));
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
    async read(path) {
      const blob = await look(path);
      return blob?.kind === "blob" ? blob.bytes : null;
    },
    async paths() {
      const output = await git(root, ["ls-tree", "-r", "-z", "--name-only", sha]);
      return output.toString("utf8").split("\0").filter((path) => path !== "");
    },
    async exists(path) {
      return await look(path.replace(/\/+$/, "")) !== null;
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
    const isObject = ["blob", "tree", "commit", "tag"].includes(kind);
    blobs.push(isObject ? { kind, bytes: new Uint8Array(output.subarray(at, at + size)) } : null);
    at += size + 1;
  }
  return blobs;
}

function git(root: string, args: string[], input = ""): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.includes(name)));
    const child = spawn("git", args, { cwd: root, env, stdio: ["pipe", "pipe", "pipe"] });
    const out: Uint8Array[] = [];
    let why = "";
    child.stdout.on("data", (chunk: Uint8Array) => out.push(chunk));
    child.stderr.on("data", (chunk: Uint8Array) => why += chunk.toString());
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) return resolve(Buffer.concat(out));
      reject(
        new CommandError(
          "git_failed",
          `git ${args[0]} ended with ${code}: ${why.trim()}`,
          "Run it in the repository.",
        ),
      );
    });
  });
}
