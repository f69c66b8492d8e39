import { matcherOf } from "../../manifest/ownership.ts";
import type { Level } from "../../tracks/version.ts";
import type { Change } from "../changes/change.ts";
import { highestLevel } from "../commits/level.ts";
import type { Interpreted } from "../commits/interpret.ts";
import { destructiveReasons } from "./destructive.ts";
import { envNames } from "./env-names.ts";
import type { BreakingFact, EnvFact, Facts, MigrationFact } from "./facts.ts";

/** A file that differs between the previous tag and now; null where there was or is none. */
export interface FileChange {
  path: string;
  before: string | null;
  after: string | null;
}

/** Globs of files that say what a release does to its users: `release.evidence` of version.json. */
interface EvidenceConfig {
  contract: readonly string[];
  env: readonly string[];
  migrations: readonly string[];
}

/** Which of the changed paths `evidenceOf` wants to read. */
export function isEvidence({ contract, env, migrations }: EvidenceConfig): (path: string) => boolean {
  const matchers = [...contract, ...env, ...migrations].map(matcherOf);
  return (path) => matchers.some((matches) => matches(path));
}

/**
 * What a release must rise by at least, and why. Major: a file of the contract changed or went, a destructive migration, a required variable that is
 * new, a breaking commit or change file. Minor: any other migration, an optional variable, a new file of the contract, a feature. Patch: a fix.
 */
export function evidenceOf(
  { files, config, commits, changes, key }: {
    files: readonly FileChange[];
    config: EvidenceConfig;
    commits: readonly Interpreted[];
    changes: readonly Change[];
    key: string;
  },
): Facts {
  const contract = files.filter(matching(config.contract));
  const migrations = files.filter(matching(config.migrations)).flatMap(migrationFact);
  const env = files.filter(matching(config.env)).flatMap(envFacts);
  const broken = contract.filter(({ before }) => before !== null).map(({ path }) => path);
  const levels: (Level | null)[] = [
    ...contract.map(({ before }) => before === null ? "minor" : "major"),
    ...migrations.map(({ isDestructive }) => isDestructive ? "major" : "minor"),
    ...env.map(({ isRequired }) => isRequired ? "major" : "minor"),
    ...commits.map(({ level }) => level),
    ...changes.map(({ releases }) => releases[key] ?? null),
  ];
  return {
    level: highestLevel(levels),
    migrations,
    env,
    contract: broken,
    breaking: [
      ...commits.flatMap(breakingCommit),
      ...changes.flatMap((change) => breakingChange(key, change)),
    ],
  };
}

function matching(globs: readonly string[]): (file: FileChange) => boolean {
  const matchers = globs.map(matcherOf);
  return ({ path }) => matchers.some((matches) => matches(path));
}

/** One that went was replaced by others, or squashed; the way down runs only when somebody goes back. */
function migrationFact({ path, after }: FileChange): MigrationFact[] {
  if (after === null || /[._-]down\.\w+$|(^|\/)down(\.\w+$|\/)/i.test(path)) return [];
  const reasons = /\.sql$/i.test(path) ? destructiveReasons(after) : [];
  return [{ file: path, isDestructive: reasons.length > 0, reasons }];
}

function envFacts({ path, before, after }: FileChange): EnvFact[] {
  const known = envNames(before ?? "");
  return [...envNames(after ?? "")].flatMap(([name, { isRequired }]) => {
    const old = known.get(name);
    const isNew = old === undefined || (isRequired && !old.isRequired);
    return isNew ? [{ file: path, name, isRequired }] : [];
  });
}

function breakingCommit({ sha, isBreaking, subject, breakingNotes, pull }: Interpreted): BreakingFact[] {
  return isBreaking ? [{ source: sha, text: subject, notes: breakingNotes, pull }] : [];
}

function breakingChange(key: string, { file, releases, summary }: Change): BreakingFact[] {
  const [text = ""] = summary.split("\n");
  return releases[key] === "major" ? [{ source: file, text, notes: [], pull: null }] : [];
}
