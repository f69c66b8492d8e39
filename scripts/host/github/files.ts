import { z } from "zod";
import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { pathOf, queryOf } from "../http/answer.ts";
import type { GitHub } from "./context.ts";

/** A folder is a list, and has no content. */
const fileSchema = z.union([
  z.object({ type: z.string(), encoding: z.string().optional(), content: z.string().optional() }),
  z.array(z.unknown()).transform(() => ({ type: "dir", encoding: undefined, content: undefined })),
]);

/** GitHub gives files of up to a megabyte so; raises `file_too_large` (exit 5) for what is larger. */
export async function fileAt(
  { client, base, name }: GitHub,
  path: string,
  ref: string,
): Promise<string | null> {
  const place = path.split("/").map((part) => pathOf`${part}`).join("/");
  const found = await client.find(`${base}/contents/${place}${queryOf({ ref })}`, fileSchema);
  if (found?.type !== "file") return null;
  if (found.encoding === "base64" && found.content !== undefined) {
    return Buffer.from(found.content, "base64").toString("utf8");
  }
  throw new CommandError(
    "file_too_large",
    `${name} gives no text of ${path} at ${ref}: it is larger than a megabyte`,
    "Make the file smaller.",
    exitCode.refused,
  );
}
