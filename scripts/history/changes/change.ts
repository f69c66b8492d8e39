import type { Level } from "../../tracks/version.ts";

/** A change file: what somebody says that a change does, to which components, and how far their versions rise by it. */
export interface Change {
  /** Below the root, as `.changeset/brave-owls-sing.md`. */
  file: string;
  /** Component to level; null is `none`: touched, and no reason for a release. Empty when the file names nobody. */
  releases: Readonly<Record<string, Level | null>>;
  /** Markdown, for users. */
  summary: string;
  /** What its lines name, and the components that are meant by each. */
  names: readonly { name: string; components: readonly string[] }[];
}
