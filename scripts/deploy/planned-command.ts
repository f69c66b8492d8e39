/** One command that a deploy runs. */
export interface PlannedCommand {
  /** On the PATH, a path, or whoever finds it when it runs. */
  program: string | (() => Promise<string>);
  args: string[];
  /** Absolute. */
  cwd: string;
  /** All of its environment. */
  env: Record<string, string>;
  /** As a person would type it; never with a secret. */
  shown: string;
  /** It watches its standard input itself and ends with it; otherwise it gets none. */
  holdsInput?: boolean;
}

/** A word as a POSIX shell reads it back; words that need no quotes stay as they are. */
export function quote(word: string): string {
  return /^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
