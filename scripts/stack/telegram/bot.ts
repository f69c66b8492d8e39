import { now } from "../../runtime.ts";
import { parseHtml } from "./html.ts";
import { type Message, show } from "./message.ts";
import { readFields } from "./parameters.ts";
import { type Rule, type Settings, settings } from "./settings.ts";

/** What the Bot API answers. */
interface Reply {
  status: number;
  body: { ok: boolean; result?: unknown; error_code?: number; description?: string; parameters?: unknown };
}

const maxUnits = 4096;

/** A bot in one chat: the rules and the memory of the stand-in, apart from the network. */
export class Bot {
  settings: Settings = settings.parse({});
  messages: Message[] = [];
  calls = 0;
  refused: Record<string, number> = {};
  #lastId = 0;

  constructor(readonly chatId: string) {}

  /** Forgets what it received. Message ids go on rising, as in a real chat. */
  forget(): void {
    this.messages = [];
    this.calls = 0;
    this.refused = {};
  }

  /** Behaves so from now on. The `next` of a rule counts down in place, so that the control URL shows what is left. */
  apply(settings: Settings): void {
    this.settings = settings;
  }

  /** What the control URL shows. */
  received() {
    return {
      totals: { calls: this.calls, messages: this.messages.length, refused: this.refused },
      messages: this.messages,
    };
  }

  /** Takes the first rule that is for this method and not used up. */
  takeRule(method: string): Rule | null {
    const rule = this.settings.rules.find((one) =>
      one.next !== 0 && (one.method === undefined || one.method.toLowerCase() === method)
    );
    if (rule?.next !== undefined) rule.next--;
    return rule ?? null;
  }

  /** Does what a method asks for. `method` in lower case. */
  call(method: string, parameters: unknown): Reply {
    if (method === "getme") {
      return ok({ id: 1, is_bot: true, first_name: "Stand-in", username: "standin_bot" });
    }
    if (method !== "sendmessage" && method !== "editmessagetext") return this.refuse(404, "Not Found");
    const read = readFields(parameters);
    if ("problem" in read) return this.refuse(400, `Bad Request: ${read.problem}`);
    const { chat_id, text: source, parse_mode, link_preview_options, message_thread_id, message_id } =
      read.fields;
    const chat = this.#checkChat(chat_id);
    if (chat !== null) return chat;
    if (parse_mode !== "" && parse_mode.toLowerCase() !== "html") {
      return this.refuse(400, "Bad Request: unsupported parse_mode");
    }
    const parsed = parse_mode === "" ? { text: source, entities: [] } : parseHtml(source);
    if ("problem" in parsed) {
      return this.refuse(400, `Bad Request: can't parse entities: ${parsed.problem}`);
    }
    if (parsed.text.trim() === "") return this.refuse(400, "Bad Request: message text is empty");
    if (parsed.text.length > maxUnits) return this.refuse(400, "Bad Request: message is too long");
    const content = {
      ...parsed,
      source,
      parse_mode: parse_mode || null,
      link_preview_options: link_preview_options ?? null,
    };
    if (method === "editmessagetext") return this.#edit(chat_id, message_id, content);
    const message: Message = {
      message_id: ++this.#lastId,
      chat_id,
      ...content,
      message_thread_id: message_thread_id ?? null,
      at_ms: now(),
      edited_at_ms: null,
    };
    this.messages.push(message);
    return ok(show(message));
  }

  /** Counts and words a refusal. */
  refuse(errorCode: number, description: string, parameters?: unknown): Reply {
    this.refused[description] = (this.refused[description] ?? 0) + 1;
    return { status: errorCode, body: { ok: false, error_code: errorCode, description, parameters } };
  }

  #checkChat(chatId: string): Reply | null {
    const { migrate_to_chat_id: successor, is_kicked } = this.settings;
    if (chatId !== this.chatId && chatId !== String(successor)) {
      return this.refuse(400, "Bad Request: chat not found");
    }
    if (is_kicked) return this.refuse(403, "Forbidden: bot was kicked from the group chat");
    if (successor !== null && chatId !== String(successor)) {
      return this.refuse(400, "Bad Request: group chat was upgraded to a supergroup chat", {
        migrate_to_chat_id: successor,
      });
    }
    return null;
  }

  #edit(
    chatId: string,
    messageId: number | undefined,
    content: Pick<Message, "source" | "text" | "entities" | "parse_mode" | "link_preview_options">,
  ): Reply {
    if (messageId === undefined) return this.refuse(400, "Bad Request: message identifier is not specified");
    const message = this.messages.find((one) => one.message_id === messageId && one.chat_id === chatId);
    if (!message) return this.refuse(400, "Bad Request: message to edit not found");
    const { text, entities } = content;
    if (JSON.stringify([text, entities]) === JSON.stringify([message.text, message.entities])) {
      return this.refuse(
        400,
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same " +
          "as a current content and reply markup of the message",
      );
    }
    Object.assign(message, content, { edited_at_ms: now() });
    return ok(show(message));
  }
}

function ok(result: unknown): Reply {
  return { status: 200, body: { ok: true, result } };
}
