import { z } from "zod";
import { pathOf, queryOf } from "../http/answer.ts";
import type { GitLab } from "./dialect.ts";

const fileSchema = z.object({ content: z.string() });

export async function fileAt({ client, base }: GitLab, path: string, ref: string): Promise<string | null> {
  const place = `${base}${pathOf`/repository/files/${path}`}${queryOf({ ref })}`;
  const found = await client.find(place, fileSchema);
  return found === null ? null : Buffer.from(found.content, "base64").toString("utf8");
}
