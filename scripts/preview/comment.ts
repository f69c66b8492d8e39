import { inlineMarkdown } from "../cli/markdown.ts";

/** What the comment of a pull request is found again by. */
export const previewMarker = "<!-- slipway:preview -->";

/** What became of the preview of a component. */
export interface Preview {
  component: string;
  /** For people. */
  name: string;
  /** Null for one that failed. */
  url: string | null;
}

/** The only comment of a pull request about its previews; written anew with every push. */
export function previewComment(previews: readonly Preview[], sha: string): string {
  const lines = previews.map(({ component, name, url }) =>
    `- **${inlineMarkdown(name)}** (\`${component}\`): ${url === null ? "failed, see the job" : `<${url}>`}`
  );
  return [previewMarker, `Preview of ${sha.slice(0, 12)}:`, "", ...lines, ""].join("\n");
}

/** The same when nothing is deployed there any more. */
export function closedComment(): string {
  return [
    previewMarker,
    "The pull request is closed: its preview gets no updates any more, and may be gone.",
    "",
  ].join("\n");
}
