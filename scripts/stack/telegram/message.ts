import type { Entity } from "./html.ts";

/** A message as Telegram holds it, and the source that was sent. */
export interface Message {
  message_id: number;
  chat_id: string;
  /** As it was sent, with its tags. */
  source: string;
  /** As a reader sees it. */
  text: string;
  entities: Entity[];
  parse_mode: string | null;
  link_preview_options: unknown;
  message_thread_id: number | null;
  at_ms: number;
  edited_at_ms: number | null;
}

/** A message as the Bot API shows it. */
export function show({ message_id, chat_id, text, entities, at_ms, edited_at_ms }: Message) {
  return {
    message_id,
    date: Math.floor(at_ms / 1000),
    edit_date: edited_at_ms === null ? undefined : Math.floor(edited_at_ms / 1000),
    chat: { id: Number(chat_id), type: "group", title: "Stand-in" },
    text,
    entities: entities.length > 0 ? entities : undefined,
  };
}
