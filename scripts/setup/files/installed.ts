import { createHash } from "node:crypto";
import { z } from "zod";
import { type Placement, sharedFolder } from "./own-files.ts";

/** Says which files Slipway wrote, so that one that nobody edited can be told from one that somebody did. */
export function installedPath(placement: Pick<Placement, "folder">): string {
  return `${sharedFolder(placement)}/installed.json`;
}

const installedSchema = z.object({
  slipway: z.string(),
  /** In front of the functions' names. */
  prefix: z.string().default(""),
  /** Path below the root → SHA-256 of what was written. */
  files: z.record(z.string(), z.string()),
});
type Installed = z.infer<typeof installedSchema>;

/** What an earlier init wrote; nothing when it never ran. */
export function readInstalled(text: string | undefined): Installed {
  try {
    return installedSchema.parse(JSON.parse(text ?? ""));
  } catch {
    return { slipway: "", prefix: "", files: {} };
  }
}

export function installedText(
  slipway: string,
  prefix: string,
  files: Record<string, string>,
): string {
  const sorted = Object.fromEntries(Object.entries(files).sort(([a], [b]) => a < b ? -1 : 1));
  return `${JSON.stringify({ slipway, ...prefix === "" ? {} : { prefix }, files: sorted }, null, 2)}\n`;
}

export function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
