import { Buffer } from "node:buffer";
import type { Git } from "./git.ts";

/** `kind` is blob, tree, commit or tag; or what a link leads to instead: symlink (out of the repository), dangling, loop, notdir. */
export interface GitObject {
  kind: string;
  bytes: Uint8Array;
}

interface Question {
  answer(object: GitObject | null): void;
  fail(error: unknown): void;
}

interface Reader {
  read(name: string): Promise<GitObject | null>;
  isOver: boolean;
}

/** Whoever reads one file after the other asks for the next one sooner. */
const patienceMs = 10;

/**
 * Reads objects by their names, as `HEAD:./version.json`, null for those that are not there; links inside the repository are followed.
 * One process answers whatever follows each other without a pause, and none is left behind. Names hold no line break. Raises
 * `git_failed`, `git_missing`.
 */
export function openObjects(git: Git): (name: string) => Promise<GitObject | null> {
  let reader: Reader | undefined;
  return (name) => {
    if (reader === undefined || reader.isOver) reader = startReader(git);
    return reader.read(name);
  };
}

function startReader(git: Git): Reader {
  const questions: Question[] = [];
  let pause: ReturnType<typeof setTimeout> | undefined;
  const parse = createParser((object) => {
    questions.shift()?.answer(object);
    if (questions.length === 0) pause = setTimeout(end, patienceMs);
  });
  const { ask, end: close, ended } = git.converse(["cat-file", "--batch", "--follow-symlinks"], parse);
  const end = () => {
    reader.isOver = true;
    close();
  };
  const reader: Reader = {
    isOver: false,
    read: (name) =>
      new Promise((answer, fail) => {
        clearTimeout(pause);
        questions.push({ answer, fail });
        ask(`${name}\n`);
      }),
  };
  const fail = (error: unknown) => {
    clearTimeout(pause);
    reader.isOver = true;
    for (const question of questions.splice(0)) question.fail(error);
  };
  ended.then(() => fail(new Error("git cat-file ended before it had answered")), fail);
  return reader;
}

/**
 * `<oid> <type> <size>` and the object, or `<question> missing`; a link that leads nowhere is `dangling <size>` and its target.
 * Source: git-cat-file(1), "Batch output".
 */
function createParser(found: (object: GitObject | null) => void): (piece: Uint8Array) => void {
  let pieces: Uint8Array[] = [];
  let length = 0;
  let head: { kind: string; size: number } | undefined;
  const take = (size: number): Buffer => {
    const all = Buffer.concat(pieces);
    pieces = [all.subarray(size)];
    length -= size;
    return all.subarray(0, size);
  };
  const next = (): boolean => {
    if (head !== undefined) {
      const { kind, size } = head;
      if (length <= size) return false;
      head = undefined;
      found({ kind, bytes: new Uint8Array(take(size + 1).subarray(0, size)) });
      return true;
    }
    if (pieces.length > 1) pieces = [Buffer.concat(pieces)];
    const end = pieces[0]?.indexOf(10) ?? -1;
    if (end === -1) return false;
    const words = take(end + 1).toString("utf8", 0, end).split(" ");
    const size = Number(words.at(-1));
    if (Number.isInteger(size)) head = { kind: words.at(-2) ?? "", size };
    else found(null);
    return true;
  };
  return (piece) => {
    pieces.push(piece);
    length += piece.length;
    while (next());
  };
}
