import { keyPattern } from "../../manifest/key-rule.ts";
import { findRoot } from "../../manifest/load.ts";
import { manifestPath } from "../../manifest/edits.ts";
import { scanJson } from "../../manifest/mirrors/json-text.ts";
import { nodeAt } from "../../manifest/mirrors/pointer.ts";
import { workTree } from "../../manifest/tree.ts";

export type { CommandNode } from "./tree.ts";

/** What the scripts run for the keys of version.json: they change while a shell is open. */
export const askForComponents = "slipway completion components 2>/dev/null";

/**
 * The component keys of the repository around `from`, also of a version.json that has other mistakes; none is no error. Only words that look
 * like keys: a shell takes what completes a line for its own words, and whoever presses the tab key has read no version.json.
 */
export async function componentKeys(from: string): Promise<string[]> {
  try {
    const bytes = await workTree(findRoot(from)).read(manifestPath);
    const root = scanJson(new TextDecoder().decode(bytes ?? new Uint8Array()));
    return [...nodeAt(root, "/components")?.members?.keys() ?? []].filter((key) => keyPattern.test(key));
  } catch {
    return [];
  }
}
