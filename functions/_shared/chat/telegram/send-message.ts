import { z } from "zod";
import type { Delivery } from "../../contract/deliveries.ts";
import type { DeliveryOutcome } from "../../control-plane/deliveries.ts";
import type { Log } from "../../endpoint/log.ts";
import type { Post } from "../../outbox/post.ts";
import type { SendMessage } from "../chat.ts";

interface Bot {
  url: string;
  token: string;
  chatId: string;
}

const answerSchema = z.object({
  ok: z.boolean(),
  parameters: z.object({
    retry_after: z.number().nonnegative().optional(),
    migrate_to_chat_id: z.union([z.number(), z.string()]).optional(),
  }).optional(),
});

type Answer = { outcome: DeliveryOutcome } | { migratedTo: string };

/**
 * Messages to the bot's chat, also when the group has got another id meanwhile. The bot token is part of the URL, so no
 * URL ever reaches a log or an error.
 */
export function createSendMessage(
  { url, token, chatId }: Bot,
  delivery: Delivery,
  { post, log }: { post: Post; log: Log },
): SendMessage {
  let chat = chatId;

  async function sendOnce(text: string): Promise<Answer> {
    const answer = await post(`${url}/bot${token}/sendMessage`, {}, {
      chat_id: chat,
      text,
      parse_mode: "HTML",
      link_preview_options: { is_disabled: true },
    });
    if ("transportError" in answer) return { outcome: { outcome: "retry", error: "transport_error" } };
    return readAnswer(answer.status, answer.text, answer.retryAfterS);
  }

  return async (text) => {
    let answer = await sendOnce(text);
    if ("migratedTo" in answer) {
      chat = answer.migratedTo;
      log("telegram_chat_migrated", {
        delivery: delivery.id,
        new_chat_id: chat,
        hint: "set TELEGRAM_CHAT_ID",
      });
      answer = await sendOnce(text);
    }
    if ("migratedTo" in answer) return { outcome: "failed", status: 400, error: "telegram_chat_migrated" };
    return answer.outcome;
  };
}

/** Bot API "Making requests": `parameters` says how long to wait or where the group has moved. */
function readAnswer(status: number, text: string, retryAfterS: number | null): Answer {
  const parameters = parseAnswer(text)?.parameters;
  if (status === 200) return { outcome: { outcome: "delivered", status } };
  if (status === 429) {
    const wait = parameters?.retry_after ?? retryAfterS;
    return { outcome: { outcome: "retry", status, error: "telegram_limited", retryAfterS: wait } };
  }
  if (status === 400 && parameters?.migrate_to_chat_id !== undefined) {
    return { migratedTo: String(parameters.migrate_to_chat_id) };
  }
  if (status >= 500) {
    return { outcome: { outcome: "retry", status, error: "telegram_unavailable", retryAfterS } };
  }
  const error = refusals[status] ?? "telegram_refused";
  return { outcome: { outcome: "failed", status, error } };
}

const refusals: Record<number, string> = {
  400: "telegram_bad_request",
  401: "telegram_token_invalid",
  403: "telegram_forbidden",
  404: "telegram_token_invalid",
};

function parseAnswer(text: string) {
  try {
    const parsed = answerSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
