import { CommandError } from "../../cli/command-error.ts";
import { inlineMarkdown } from "../../cli/markdown.ts";
import type { Output } from "../../cli/output.ts";
import { safeText } from "../../cli/safe-text.ts";
import type { ControlPlane } from "../../control-plane/control-plane.ts";
import type { CodeHost, Issue } from "../../host/code-host.ts";

/** Issues of the sentry have it; it is made when it is missing. */
const label = { name: "slipway", color: "b60205", description: "Something that ought to hold and does not" };

/** Something open, with its issue where there is one. */
export interface Tracked {
  key: string;
  message: string;
  hint: string;
  issue_url: string | null;
}

interface Tracking {
  host: CodeHost;
  control: Pick<ControlPlane, "linkFinding">;
  output: Output;
  source: string;
}

/** Begins the marker of every issue of a source: an issue is known by it, never by its words. */
function markersOf(source: string): string {
  return `<!-- slipway-sentry:${source}:`;
}

function markerOf(source: string, key: string): string {
  return `${markersOf(source)}${key} -->`;
}

/** The open issues of a source. Raises what the host raises: whoever calls it first learns whether the host can be reached. */
export async function openIssues({ host, source }: Pick<Tracking, "host" | "source">): Promise<Issue[]> {
  return await host.findIssues({ label: label.name, marker: markersOf(source), state: "open" });
}

/**
 * One open issue for each thing that is broken, none for what has healed. `isWhole`: `open` is all that is open, so that every other issue of
 * the source may be closed. Done again, it changes nothing.
 */
export async function trackIssues(
  { host, control, output, source }: Tracking,
  there: readonly Issue[],
  { open, healed, isWhole }: { open: readonly Tracked[]; healed: readonly string[]; isWhole: boolean },
): Promise<void> {
  const isOf = (key: string) => ({ body }: Issue) => body.includes(markerOf(source, key));
  let unlabelled: Promise<Issue[]> | undefined;
  // an issue whose label was dropped is only found among all
  const find = async (key: string) =>
    there.find(isOf(key)) ??
      (await (unlabelled ??= host.findIssues({ marker: markersOf(source), state: "open" }))).find(isOf(key));
  let hasLabel: Promise<void> | undefined;
  for (const broken of open.filter(({ issue_url }) => issue_url === null)) {
    const { key } = broken;
    await (hasLabel ??= makeLabel(host, output));
    const url = (await find(key))?.url ?? await openOne({ host, output, source }, broken);
    await control.linkFinding({ source, key, issueUrl: url }).catch((error) => {
      // one that only the host knows is found there again
      if (!(error instanceof CommandError)) throw error;
      output.warn(error.code, error.message);
    });
  }
  const stale = isWhole ? there.filter((issue) => !open.some(({ key }) => isOf(key)(issue))) : [];
  const done = new Map(stale.map((issue) => [issue.number, issue]));
  for (const key of healed) {
    const issue = await find(key);
    if (issue !== undefined) done.set(issue.number, issue);
  }
  for (const number of done.keys()) {
    await host.comment(number, "It holds again.");
    await host.closeIssue(number);
    output.note(`closed issue ${number}`);
  }
}

async function openOne(
  { host, output, source }: Omit<Tracking, "control">,
  { key, message, hint }: Tracked,
): Promise<string> {
  const marker = markerOf(source, key);
  const title = safeText(`slipway: ${message}`).replaceAll(/\s+/g, " ");
  const { issue, missingLabels } = await host.openIssue({
    title: title.length > 200 ? `${title.slice(0, 199)}…` : title,
    body: `${inlineMarkdown(message)}\n\n${
      inlineMarkdown(hint)
    }\n\nThis issue is closed as soon as it holds again.\n\n${marker}\n`,
    labels: [label.name],
    marker,
  });
  output.note(`opened issue ${issue.number} for ${key}`);
  if (missingLabels.length > 0) {
    output.warn(
      "label_dropped",
      `the host left the label ${
        missingLabels.join(", ")
      } out of issue ${issue.number}: the token may not write to the repository`,
    );
  }
  return issue.url;
}

/** Without it issues are opened all the same. */
async function makeLabel(host: CodeHost, output: Output): Promise<void> {
  try {
    await host.ensureLabel(label);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    output.warn("label_missing", `the label ${label.name} can't be made: ${error.message}`);
  }
}
