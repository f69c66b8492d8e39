import createPreset from "conventional-changelog-conventionalcommits";
import { CommitParser } from "conventional-commits-parser";
import { z } from "zod";
import type { Level } from "../../tracks/version.ts";
import type { Commit } from "../log/commit.ts";
import { mergedPull } from "../log/graph.ts";

/** The commit that a revert names, or the pull request: GitHub's button names the latter. Both are null when it says neither. */
interface Reverted {
  sha: string | null;
  pull: number | null;
}

/** What a commit message says, after Conventional Commits 1.0.0. Every text is somebody's words. */
export interface Interpreted {
  sha: string;
  /** Lower case; null when the message is no conventional one. */
  type: string | null;
  /** As it is written; null without one. */
  scope: string | null;
  /** What changed, without type, scope and number of a pull request. */
  subject: string;
  isBreaking: boolean;
  /** What the footers say of it; the subject when only `!` says so. */
  breakingNotes: string[];
  /** The pull request, or merge request, that it came with. */
  pull: number | null;
  /** The title that the pull request's merge commit has; null without one. */
  pullTitle: string | null;
  /** What this one takes back; null when it is no revert. */
  reverts: Reverted | null;
  /** How far a version rises by it: a feature is minor, a fix, a gain of speed or a revert a patch, all else nothing. */
  level: Level | null;
  /** A merge, or a commit that is about to be squashed into another: no change of its own to tell of. */
  isSilent: boolean;
}

/**
 * The preset knows `!` and scopes with `/` and `,`, which the parser's defaults don't. The specification wants BREAKING CHANGE in upper case,
 * where the parser takes any.
 */
const { parser: preset } = z.object({ parser: z.record(z.string(), z.unknown()) }).parse(createPreset());
const parser = new CommitParser({
  ...preset,
  notesPattern: (keywords: string) => new RegExp(`^(?:\\*\\s+)?(${keywords})(?::\\s*|\\s+(?=#))(.*)`),
});

const levels: Readonly<Record<string, Level>> = {
  feat: "minor",
  feature: "minor",
  fix: "patch",
  perf: "patch",
  revert: "patch",
};

/** Reads a commit's message; there is none that it can't read. */
export function interpretCommit(
  commit: Pick<Commit, "sha" | "parents" | "subject" | "body" | "pull">,
): Interpreted {
  const { sha, parents, pull } = commit;
  const { title, number } = numbered(commit.subject);
  const isSquashed = /^(fixup|squash|amend)! /.test(title);
  const reverts = revertedBy(title, commit.body);
  const { type, scope, subject, notes } = parsed(title, commit.body);
  const isSilent = parents.length > 1 || isSquashed;
  const isBreaking = notes.length > 0;
  return {
    sha,
    type,
    scope,
    subject,
    isBreaking: isBreaking && !isSilent,
    breakingNotes: notes.map((note) => note === "" ? subject : note),
    pull: number ?? mergedPull(commit)?.number ?? pull?.number ?? null,
    pullTitle: number === null ? pull?.title || null : null,
    reverts,
    level: isSilent ? null : isBreaking ? "major" : reverts !== null ? "patch" : levels[type ?? ""] ?? null,
    isSilent,
  };
}

/** GitHub's squash writes `(#12)` behind the subject; of several, as a backport has them, the last is its own. */
function numbered(subject: string): { title: string; number: number | null } {
  const number = /\(#(\d{1,9})\)$/.exec(subject)?.[1];
  if (number === undefined) return { title: subject, number: null };
  let title = subject;
  for (
    let at = title.lastIndexOf("(#");
    /^\(#\d{1,9}\)$/.test(title.slice(at));
    at = title.lastIndexOf("(#")
  ) {
    title = title.slice(0, at).trimEnd();
  }
  return { title, number: Number(number) };
}

/** The type of a title alone, as of a pull request; what `interpretCommit` says of a commit. */
export function parsed(
  title: string,
  body: string,
): { type: string | null; scope: string | null; subject: string; notes: string[] } {
  const text = `${title}\n\n${body}`;
  const plain = { type: null, scope: null, subject: title, notes: [] };
  if (title.trim() === "") return plain;
  const { type, scope, subject, notes } = parser.parse(text);
  return {
    type: type?.toLowerCase() || null,
    scope: scope?.trim() || null,
    subject: subject?.trim() || title,
    notes: notes.map(({ text }) => untilNextFooter(text)),
  };
}

/** git and GitHub write `Revert "…"`, Conventional Commits proposes `revert: …`; which one it was stands in the body. */
function revertedBy(title: string, body: string): Reverted | null {
  const isRevert = /^revert(\([^)]*\))?!?: /i.test(title) || /^(Revert|Reapply) "/.test(title);
  if (!isRevert) return null;
  const sha = /This reverts commit ([0-9a-f]{7,64})/.exec(body)?.[1] ??
    /^Refs: ([0-9a-f]{7,64})\b/m.exec(body)?.[1] ?? null;
  const pull = /^Reverts (?:[\w.-]+\/[\w.-]+)?[#!](\d{1,9})$/m.exec(body)?.[1];
  return { sha, pull: pull === undefined ? null : Number(pull) };
}

/** A footer's value ends where the next footer begins (Conventional Commits 1.0.0, rule 10); the parser reads on when a blank line lies between. */
function untilNextFooter(text: string): string {
  const lines = text.trim().split("\n");
  const next = lines.findIndex((line, index) => index > 0 && /^[A-Za-z][A-Za-z0-9-]*(: | #)\S/.test(line));
  return lines.slice(0, next === -1 ? lines.length : next).join("\n").trim();
}
