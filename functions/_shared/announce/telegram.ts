import { z } from "zod";
import type { DeliveryOutcome } from "../database.ts";
import type { Env } from "../env.ts";
import type { Log } from "../log.ts";
import type { Delivery } from "../schemas.ts";
import { buildTable } from "../table/rows.ts";
import { renderStoppedRun, renderTelegram } from "../table/telegram.ts";
import type { Post, Send } from "./transport.ts";

const answerSchema = z.object({
  ok: z.boolean(),
  parameters: z.object({
    retry_after: z.number().nonnegative().optional(),
    migrate_to_chat_id: z.union([z.number(), z.string()]).optional(),
  }).optional(),
});

type Said = { outcome: DeliveryOutcome } | { migrateTo: string };

/** The post-ship table to one chat. The bot token is part of the URL, so no URL ever reaches a log or an error. */
export function createTelegram(env: Pick<Env, "telegram" | "telegramUrl">, post: Post, log: Log): Send {
  return async (delivery, recordPart) => {
    if (!env.telegram.configured) {
      return { outcome: "skipped", error: "not_configured" };
    }
    const { token, chatId } = env.telegram.value;
    const parts = delivery.stopped_run === null
      ? renderTelegram(tableOf(delivery), notesOf(delivery))
      : renderStoppedRun(delivery.stopped_run);
    let chat = chatId;

    const sendOnce = async (text: string): Promise<Said> => {
      const answer = await post(
        `${env.telegramUrl}/bot${token}/sendMessage`,
        {},
        {
          chat_id: chat,
          text,
          parse_mode: "HTML",
          link_preview_options: { is_disabled: true },
        },
      );
      if ("transportError" in answer) {
        return { outcome: { outcome: "retry", error: "transport_error" } };
      }
      return judge(answer.status, answer.text, answer.retryAfterS);
    };

    for (let sent = delivery.parts_sent; sent < parts.length; sent++) {
      const text = parts[sent] ?? "";
      let said = await sendOnce(text);
      if ("migrateTo" in said) {
        chat = said.migrateTo;
        log("telegram_chat_migrated", {
          delivery: delivery.id,
          new_chat_id: chat,
          hint: "set TELEGRAM_CHAT_ID",
        });
        said = await sendOnce(text);
      }
      if ("migrateTo" in said) {
        return { outcome: "failed", status: 400, error: "telegram_chat_migrated" };
      }
      if (said.outcome.outcome !== "delivered") return said.outcome;
      if (sent + 1 < parts.length && !(await recordPart(sent + 1))) {
        return { outcome: "retry", error: "lease_lost" };
      }
    }
    return { outcome: "delivered", status: 200, partsSent: parts.length };
  };
}

/** A forced announcement has nothing new to show: what people wrote about it is its body. */
function notesOf({ notes, forced }: Delivery) {
  return notes === null ? null : { text: notes, asBody: forced };
}

function tableOf(delivery: Delivery) {
  return buildTable({
    project: delivery.project ?? "Slipway",
    forced: delivery.forced,
    changes: delivery.changes,
    components: delivery.components,
    auditHead: delivery.audit_head,
  });
}

/** Bot API "Making requests": `parameters` says how long to wait or where the group has moved. */
function judge(status: number, text: string, retryAfterS: number | null): Said {
  const parameters = parseAnswer(text)?.parameters;
  if (status === 200) return { outcome: { outcome: "delivered", status } };
  if (status === 429) {
    const wait = parameters?.retry_after ?? retryAfterS;
    return { outcome: { outcome: "retry", status, error: "telegram_limited", retryAfterS: wait } };
  }
  if (status === 400 && parameters?.migrate_to_chat_id !== undefined) {
    return { migrateTo: String(parameters.migrate_to_chat_id) };
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
