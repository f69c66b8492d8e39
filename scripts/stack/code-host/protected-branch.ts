import { chmod, mkdir, writeFile } from "node:fs/promises";

/** A branch that refuses pushes which don't come from a pull request. */
interface RefusedBranch {
  branch: string;
  /** What refuses: classic protection or a ruleset, which say it in different words. */
  by: "classic" | "ruleset";
}

/**
 * Makes a bare repository refuse direct pushes to these branches, as the host's own git server does: GH006 by classic protection, GH013 by a
 * ruleset. Every push it takes is written down, a line for each ref and a number for each push, where `readPushes` finds it; who pushed is
 * what CODE_HOST_PUSHER says.
 */
export async function guardPushes(repository: string, refused: readonly RefusedBranch[]): Promise<void> {
  await mkdir(`${repository}/hooks`, { recursive: true });
  const cases = refused.map(({ branch, by }) => `refs/heads/${branch}) ${by};;`).join("\n    ");
  const preReceive = `#!/bin/sh
classic() { echo "error: GH006: Protected branch update failed for $ref." >&2
  echo "error: Changes must be made through a pull request." >&2; exit 1; }
ruleset() { echo "error: GH013: Repository rule violations found for $ref." >&2
  echo "- Changes must be made through a pull request." >&2; exit 1; }
while read -r old new ref; do
  case "$ref" in
    ${cases}
  esac
done
`;
  const postReceive = `#!/bin/sh
touch pushes
id="$$.$(wc -l < pushes | tr -d ' ')"
while read -r old new ref; do
  echo "$id \${CODE_HOST_PUSHER:-person} $old $new $ref" >> pushes
done
`;
  for (const [name, text] of [["pre-receive", preReceive], ["post-receive", postReceive]] as const) {
    await writeFile(`${repository}/hooks/${name}`, text);
    await chmod(`${repository}/hooks/${name}`, 0o755);
  }
}
