import { errorText } from "../cli/error-text.ts";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";

/** `sha256:<hex>` of a file and its length, read a piece at a time. Raises `asset_unreadable` (exit 5), also for an empty file: hosts take none. */
export async function digestOf(path: string): Promise<{ digest: string; sizeBytes: number }> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  try {
    for await (const piece of createReadStream(path)) {
      hash.update(piece);
      sizeBytes += piece.length;
    }
  } catch (error) {
    throw unreadable(path, errorText(error));
  }
  if (sizeBytes === 0) throw unreadable(path, "it is empty, and a host takes no empty file");
  return { digest: `sha256:${hash.digest("hex")}`, sizeBytes };
}

function unreadable(path: string, why: string): CommandError {
  return new CommandError(
    "asset_unreadable",
    `${path} can't be sent: ${why}`,
    "Build it again, or correct what --assets names.",
    exitCode.refused,
  );
}
