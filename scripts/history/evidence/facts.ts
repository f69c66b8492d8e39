import type { Level } from "../../tracks/version.ts";

/** A migration since the previous tag. */
export interface MigrationFact {
  file: string;
  /** It takes something away that the old version relies on. */
  isDestructive: boolean;
  /** What is destructive in it, as `drop table orders`. */
  reasons: string[];
}

/** A variable that an example of an environment file names anew. */
export interface EnvFact {
  file: string;
  name: string;
  /** Without a `#` before it: whoever upgrades must set it. */
  isRequired: boolean;
}

/** A breaking change that a commit or a change file tells of. */
export interface BreakingFact {
  /** A commit's sha or a change file's path. */
  source: string;
  /** Its subject, or the first line of its summary. */
  text: string;
  notes: string[];
  pull: number | null;
}

/** What files and messages say of a release, whatever version somebody wishes for. */
export interface Facts {
  /** The least that the version must rise by; null when nothing asks for it. */
  level: Level | null;
  migrations: MigrationFact[];
  env: EnvFact[];
  /** Files of the contract that changed or went. */
  contract: string[];
  breaking: BreakingFact[];
}
