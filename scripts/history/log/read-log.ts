import type { Git } from "../../git/git.ts";
import { cleanMessage } from "./clean-message.ts";
import type { Commit } from "./commit.ts";

/** Begins a commit: no path of git begins with a slash, and no field stands where it is looked for. */
const mark = "//";
const format = [
  mark,
  "%H",
  "%P",
  "%an",
  "%ae",
  "%B",
  "%(trailers:only=true,unfold=true)",
  "",
].join("%x00");

/**
 * Every commit that one of `from` reaches and none of `without` does, newest first, with its paths, in one `git log`. Renames are not looked
 * for, so that only trees are read: a clone without blobs answers without a network. Paths outside of the git's root are left out.
 */
export async function readLog(
  git: Git,
  { from, without }: { from: readonly string[]; without: readonly string[] },
): Promise<Commit[]> {
  const { stdout } = await git.run([
    // what a person may have configured and what would change the answer
    ...["-c", "log.showRoot=true"],
    ...["log", "-z", "-c", "--name-only", "--no-renames", "--relative", "--no-ext-diff", "--no-textconv"],
    ...["--no-notes", "--no-mailmap", "--no-decorate", "--ignore-submodules=none", "--encoding=UTF-8"],
    ...[`--format=%x00${format}`, ...from, ...without.map((sha) => `^${sha}`), "--"],
  ]);
  return parseLog(stdout);
}

/** Reads what `git log` wrote: the fields of `format`, then paths, the first of which has a line end before it. */
function parseLog(output: string): Commit[] {
  const parts = output.split("\0");
  const commits: Commit[] = [];
  for (let at = parts.indexOf(mark); at !== -1 && at < parts.length;) {
    const [sha = "", parents = "", name = "", email = "", message = "", trailers = ""] = parts.slice(
      at + 1,
      at + 7,
    );
    at += 7;
    const paths: string[] = [];
    for (; at < parts.length && parts[at] !== mark; at++) {
      const path = parts[at] ?? "";
      if (path !== "") paths.push(paths.length === 0 && path.startsWith("\n") ? path.slice(1) : path);
    }
    const clean = cleanMessage(message);
    const end = clean.indexOf("\n");
    commits.push({
      sha,
      parents: parents === "" ? [] : parents.split(" "),
      author: { name: cleanMessage(name), email: cleanMessage(email) },
      subject: end === -1 ? clean : clean.slice(0, end).trimEnd(),
      body: end === -1 ? "" : clean.slice(end + 1).trim(),
      trailers: trailers === "" ? [] : parseTrailers(cleanMessage(trailers)),
      paths,
      pull: null,
    });
  }
  return commits;
}

function parseTrailers(text: string): Commit["trailers"] {
  return text.split("\n").flatMap((line) => {
    const [, name, value] = /^([A-Za-z0-9-]+)\s*:\s*(.*)$/s.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [{ name, value: value.trim() }];
  });
}
