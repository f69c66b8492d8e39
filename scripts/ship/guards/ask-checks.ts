import type { Finding } from "../../cli/command-error.ts";
import type { Output } from "../../cli/output.ts";
import type { Git } from "../../git/git.ts";
import type { Workspace } from "../../manifest/load.ts";

/** Where checks are asked for. */
interface Place {
  git: Git;
  workspace: Workspace;
  output: Output;
  signal: AbortSignal;
}

/** Whose checks: of a commit, those that its branches require. `seconds` may be waited for those that are still to come. */
interface Question {
  sha: string;
  branches: readonly string[];
  seconds: number;
}

/** What the checks say against a commit; nothing when they are green. A host that can't be asked speaks against it as well. */
export type AskChecks = (place: Place, question: Question) => Promise<Finding[]>;

/** It may still end well, without anybody doing anything. */
export const isToCome = ({ code }: Finding): boolean => code === "check_pending" || code === "check_missing";
