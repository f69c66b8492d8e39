/**
 * What a tool prints when this happened: texts that follow each other in one line, or one alone. Literals only, upper and lower case as the
 * tool writes them: however long the output is, looking takes one pass.
 */
export type Sign = string | readonly [string, string, ...string[]];

/** Something that often goes wrong in what a ship starts. */
export interface KnownError {
  /** Stable; a finding has it. */
  code: `known_${string}`;
  /** Any of them is enough. */
  signs: readonly [Sign, ...Sign[]];
  /** What it means, for whoever sees it for the first time. */
  means: string;
  /** What to type, with the commands in backticks. */
  fix: string;
  /** Other entries say more: this one comes after them, and says nothing of a line that one of them explains. */
  isGeneral?: true;
  /** Entries that would mislead beside this one, though their signs are there as well. */
  covers?: readonly KnownError["code"][];
}

/** What one tool is known to say. */
export interface KnownTool {
  /** As people call it. */
  tool: string;
  errors: readonly KnownError[];
}
