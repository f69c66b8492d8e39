import { mkdirSync } from "node:fs";
import { join } from "node:path";

/** A folder of Slipway's own in the clone, shared by all its work trees. */
export function slipwayFolder(commonDir: string): string {
  const folder = join(commonDir, "slipway");
  mkdirSync(folder, { recursive: true });
  return folder;
}
