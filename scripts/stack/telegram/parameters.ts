import { z } from "zod";
import type { Call } from "./server.ts";

const parameters = z.record(z.string(), z.unknown());

/** JSON, a form of either kind or the query, as the Bot API takes them; null for JSON that is no object. */
export async function readParameters(
  { url, contentType, body }: Call,
): Promise<Record<string, unknown> | null> {
  const fromQuery = Object.fromEntries(url.searchParams);
  if (body === "") return fromQuery;
  try {
    if (/^application\/json\b/i.test(contentType)) {
      return { ...fromQuery, ...parameters.parse(JSON.parse(body)) };
    }
    const form = await new Response(body, { headers: { "content-type": contentType } }).formData();
    return { ...fromQuery, ...Object.fromEntries(form) };
  } catch {
    return null;
  }
}

const identifier = z.union([z.number().int(), z.string().min(1)]).transform(String);
const wholeNumber = z.coerce.number().int();
const fromJson = z.string().transform((text, context) => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "is not JSON" });
    return z.NEVER;
  }
});
const linkPreview = z.object({ is_disabled: z.boolean().optional(), url: z.string().optional() });

/** The fields in the order in which Telegram complains. Forms carry objects as JSON text. */
const fields = z.object({
  chat_id: identifier,
  text: z.coerce.string().default(""),
  parse_mode: z.string().default(""),
  link_preview_options: z.union([linkPreview, fromJson.pipe(linkPreview)]).optional(),
  message_thread_id: wholeNumber.optional(),
  message_id: wholeNumber.optional(),
});

type Fields = z.infer<typeof fields>;

/** The fields of a message, or what Telegram says about the first one that is wrong. */
export function readFields(given: unknown): { fields: Fields } | { problem: string } {
  const parsed = fields.safeParse(given);
  if (parsed.success) return { fields: parsed.data };
  const name = String(parsed.error.issues[0]?.path[0] ?? "");
  return { problem: name === "chat_id" ? "chat_id is empty" : `can't parse parameter "${name}"` };
}
