/** Where the host looks for workflows. */
export const workflowFolder = ".github/workflows";

/** The workflow that builds and publishes a track's tags. */
export function releaseWorkflow(track: string): string {
  return `slipway-release-${track}.yml`;
}

/** Begins every file that is written; without it a file is somebody's own. */
export const generatedHeader = "# Written by `slipway workflows` from version.json. Don't edit: ";

/** Whether the text is one that `slipway workflows` has written, now or in an older version. */
export function isGenerated(text: string): boolean {
  return text.startsWith(generatedHeader);
}
