import { existsSync } from "node:fs";
import { join } from "node:path";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";

/**
 * Refuses a folder that git would take for a bare repository: a branch can bring one along below the top of the clone, and git runs what the
 * config there names (`core.fsmonitor`, hooks). git 2.38 and later refuse it by `safe.bareRepository`, older ones do not know that. What git
 * looks for is in its setup.c, `is_git_directory`. Raises `repository_planted` (exit 5).
 */
export function refusePlanted(root: string): void {
  const has = (name: string) => existsSync(join(root, name));
  if (!has("HEAD") || has(".git") || !(has("commondir") || has("objects") && has("refs"))) return;
  throw new CommandError(
    "repository_planted",
    `${root} is made like a repository of git: HEAD, refs and objects lie in it, and git would run what its config names`,
    "Who put them there? Take them out of the branch. Slipway works in a work tree, never in a bare repository.",
    exitCode.refused,
  );
}
