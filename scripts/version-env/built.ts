import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { headSha } from "../git/commit.ts";
import { openGit } from "../git/git.ts";
import { componentOf } from "../manifest/component-of.ts";
import type { Workspace } from "../manifest/load.ts";

/** What a component is built as. */
interface Built {
  version: string;
  build: number;
  /** Of HEAD; null where there is no commit yet, or no git. */
  commit: string | null;
}

/**
 * As version.json and git have it now. Raises CommandError `component_unknown`, exit code 2, and `version_not_shown`, exit code 5, for a version
 * that the chip would not show and a shell might misread.
 */
export async function builtOf({ root, manifest }: Workspace, key: string): Promise<Built> {
  const { version, build } = componentOf(manifest, key);
  if (!/^v?\d[\d.]{0,31}(-[0-9A-Za-z][0-9A-Za-z.-]{0,63})?(\+[0-9A-Za-z.-]{0,63})?$/.test(version)) {
    throw new CommandError(
      "version_not_shown",
      `the version of ${key} is ${
        JSON.stringify(version)
      }, which begins with no number or holds more than a version`,
      "Write it in version.json as 1.2.0 or 1.2.0-beta.1.",
      exitCode.refused,
    );
  }
  const commit = await headSha(openGit(root)).catch((error) => {
    if (error instanceof CommandError) return null;
    throw error;
  });
  return { version, build, commit };
}
