import type { Interpreted } from "../commits/interpret.ts";

/** A dependency that a bot, or a person, moved. */
export interface DependencyMove {
  name: string;
  /** Versions as they are written; null when the message does not say. */
  from: string | null;
  to: string | null;
  pulls: number[];
}

/** The subjects that Dependabot and Renovate write, without type and scope. */
const moves = [
  /^bump (?<name>\S+)(?: from (?<from>\S+))? to (?<to>\S+?)(?: in \S+)?$/i,
  /^bump (?<name>.+?) in \S+(?: with \d+ updates?)?$/i,
  /^bump (?<name>the .+? group)(?: .*)?$/i,
  /^update (?:dependency |rust crate |module |terraform |helm release )?(?<name>\S+)(?: action| docker tag| digest| orb)?(?: from (?<from>\S+))? to (?<to>\S+)(?: \[\w+\])?$/i,
  /^update (?<name>\S+ monorepo|all non-major dependencies|[\w ./@-]+ dependencies)(?: to (?<to>\S+))?(?: .*)?$/i,
  /^(?<name>lock file maintenance)$/i,
];

/** The move that a commit is; null for every other. Only what says that it is about dependencies, by scope, type or author's words, counts. */
export function dependencyOf({ type, scope, subject, pull }: Interpreted): DependencyMove | null {
  // no bot writes a longer one, and these patterns look again from every word
  if (subject.length > 500) return null;
  const isMarked = type === "deps" || /^deps(-\w+)?$/i.test(scope ?? "");
  const isBotsWord = /^(bump \S+ from|bump the .* group|update dependency|update rust crate)/i.test(subject);
  if (!isMarked && !isBotsWord) return null;
  const found = moves.map((move) => move.exec(subject)?.groups).find((groups) => groups !== undefined);
  const pulls = pull === null ? [] : [pull];
  if (found === undefined) return isMarked ? { name: subject, from: null, to: null, pulls } : null;
  return { name: found.name ?? subject, from: found.from ?? null, to: found.to ?? null, pulls };
}

/** One line for each dependency: from where it was to where it came in the end. Newest first, as commits are read. */
export function collapsed(newestFirst: readonly DependencyMove[]): DependencyMove[] {
  const known = new Map<string, DependencyMove>();
  for (const { name, from, to, pulls } of newestFirst.toReversed()) {
    const before = known.get(name.toLowerCase());
    known.set(name.toLowerCase(), {
      name,
      from: before === undefined ? from : before.from,
      to: to ?? before?.to ?? null,
      pulls: [...new Set([...before?.pulls ?? [], ...pulls])],
    });
  }
  return [...known.values()].sort((a, b) => a.name < b.name ? -1 : 1);
}
