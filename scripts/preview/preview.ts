import { openContext } from "../ci-gate/open-context.ts";
import { lookAtChanges } from "../ci-gate/look.ts";
import { CommandError, nullWhen } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Output } from "../cli/output.ts";
import { type Git, openGit } from "../git/git.ts";
import { headSha } from "../git/commit.ts";
import type { CodeHost } from "../host/code-host.ts";
import { componentOf } from "../manifest/component-of.ts";
import type { Workspace } from "../manifest/load.ts";
import { closedComment, type Preview, previewComment, previewMarker } from "./comment.ts";
import { runPreview } from "./run-preview.ts";

interface Wanted {
  workspace: Workspace;
  output: Output;
  signal: AbortSignal;
  /** Where the pull request is told; null in a clone. */
  pull: { number: number; host: CodeHost; sha?: string } | null;
}

/** Those with a preview whose files changed since the base. */
export async function previewsOfChanges(git: Git, workspace: Workspace, base: string): Promise<string[]> {
  const { components } = await lookAtChanges(git, workspace, base);
  return components.filter((key) => componentOf(workspace.manifest, key).preview !== undefined);
}

/**
 * Deploys the preview of each component, one after the other, and tells the pull request all of their addresses in one comment. One that fails
 * does not stop the others; its failure is raised in the end.
 */
export async function deployPreviews(
  keys: readonly string[],
  { workspace, output, signal, pull }: Wanted,
): Promise<Preview[]> {
  const failures: CommandError[] = [];
  const previews: Preview[] = [];
  for (const component of keys) {
    const url = await runPreview(await openContext(workspace, component, output, signal)).catch((error) => {
      if (!(error instanceof CommandError) || error.exitCode === exitCode.usage) throw error;
      failures.push(error);
      return null;
    });
    previews.push({ component, name: componentOf(workspace.manifest, component).name, url });
    if (url !== null) output.print(`${component}: ${url}`);
  }
  if (pull !== null && previews.length > 0) {
    const sha = pull.sha ?? await headSha(openGit(workspace.root));
    const body = previewComment(previews, sha);
    await pull.host.keepComment(pull.number, { marker: previewMarker, body });
  }
  const [first] = failures;
  if (first !== undefined) throw first;
  return previews;
}

/** Says in the comment that there is nothing any more; a pull request without one stays without. */
export async function endPreviews(number: number, host: CodeHost): Promise<void> {
  const change = { marker: previewMarker, body: closedComment(), onlyChange: true };
  await host.keepComment(number, change).catch(nullWhen("comment_missing"));
}
