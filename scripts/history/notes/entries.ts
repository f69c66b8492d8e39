import { isHigher } from "../commits/level.ts";
import { type Interpreted, parsed } from "../commits/interpret.ts";
import type { Change } from "../changes/change.ts";
import { collapsed, type DependencyMove, dependencyOf } from "./dependencies.ts";

/** Where an entry stands. */
export type Group = "breaking" | "added" | "fixed" | "faster" | "reverted" | "changed";

/** One thing that a release brings. */
export interface Entry {
  group: Group;
  scope: string | null;
  /** One line, as its author wrote it. */
  text: string;
  /** The text is Markdown, of as many lines as it likes: a change file's. */
  isMarkdown: boolean;
  /** What a footer says of a breaking change, when it is not the text itself. */
  notes: string[];
  pulls: number[];
}

/** What is told of commits or change files. */
export interface Told {
  entries: Entry[];
  dependencies: DependencyMove[];
}

/** Types of which users hear nothing, unless they break something. */
const quiet = ["docs", "style", "chore", "refactor", "test", "tests", "build", "ci", "deps", "release"];

/** What commits bring, newest first and without those that were taken back: one entry for each pull request, under the title that it has. */
export function entriesOfCommits(newestFirst: readonly Interpreted[]): Told {
  const commits = newestFirst.filter(({ isSilent }) => !isSilent);
  const moves = commits.map((commit) => commit.isBreaking ? null : dependencyOf(commit));
  const dependencies = collapsed(moves.filter((move) => move !== null));
  const told = commits.filter((_, index) => moves[index] === null);
  const pulls = Map.groupBy(told, ({ pull, sha }) => pull ?? sha);
  return { entries: [...pulls.values()].flatMap(entryOfPull), dependencies };
}

/** What change files bring: their own words, in the group of their level. */
export function entriesOfChanges(key: string, changes: readonly Change[]): Told {
  const entries = changes.flatMap(({ releases, summary }): Entry[] => {
    const level = releases[key];
    if (!level || summary === "") return [];
    const group = level === "major" ? "breaking" : level === "minor" ? "added" : "fixed";
    return [{ group, scope: null, text: summary, isMarkdown: true, notes: [], pulls: [] }];
  });
  return { entries, dependencies: [] };
}

function entryOfPull(commits: readonly Interpreted[]): Entry[] {
  const [first] = commits;
  if (first === undefined) return [];
  const strongest = commits.reduce(
    (best, commit) => isHigher(commit.level, best.level) ? commit : best,
    first,
  );
  const isBreaking = commits.some((commit) => commit.isBreaking);
  const group = isBreaking ? "breaking" : groupOf(strongest);
  if (group === null) return [];
  const title = titleOf(first) ?? strongest;
  const notes = [...new Set(commits.flatMap(({ breakingNotes }) => breakingNotes))];
  return [{
    group,
    scope: title.scope,
    text: title.subject,
    isMarkdown: false,
    notes: notes.filter((note) => note !== title.subject),
    pulls: first.pull === null ? [] : [first.pull],
  }];
}

/** A title that was written for people counts more than any commit's; a branch's name does not. */
function titleOf({ pullTitle }: Interpreted): { scope: string | null; subject: string } | null {
  return pullTitle === null ? null : parsed(pullTitle, "");
}

function groupOf({ type, level, reverts }: Interpreted): Group | null {
  if (reverts !== null) return "reverted";
  if (level === "minor") return "added";
  if (type === "perf") return "faster";
  if (level === "patch") return "fixed";
  return type !== null && quiet.includes(type) ? null : "changed";
}
