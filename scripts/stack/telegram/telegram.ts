import { sleep } from "../../runtime.ts";
import { startControl } from "../control.ts";
import { Bot } from "./bot.ts";
import { readParameters } from "./parameters.ts";
import { type Answer, type Call, serve } from "./server.ts";
import { settings } from "./settings.ts";

/** The one bot and the one chat that exist. */
interface TelegramOptions {
  /** The bot's token: `<digits>:<secret>`. */
  token: string;
  chatId: string | number;
}

/** A running stand-in for the Telegram Bot API. */
export interface Telegram {
  /** What replaces `https://api.telegram.org`. */
  apiUrl: string;
  /** See README.md beside this file. */
  controlUrl: string;
  /** Stops listening and cuts connections; may be called again. */
  stop(): Promise<void>;
}

/** Starts a stand-in that takes `sendMessage`, `editMessageText` and `getMe` as Telegram does, on a free port of 127.0.0.1. */
export async function startTelegram(options: TelegramOptions): Promise<Telegram> {
  const bot = new Bot(String(options.chatId));
  const stopping = new AbortController();
  const server = await serve((call) => {
    const [, first = "", method = "", ...more] = call.url.pathname.split("/");
    if (!first.startsWith("bot") || more.length > 0) return Promise.resolve(bot.refuse(404, "Not Found"));
    return callMethod(bot, options.token, first.slice(3), method.toLowerCase(), call, stopping.signal);
  });
  const control = await startControl({
    schema: settings,
    received: () => bot.received(),
    forget: () => bot.forget(),
    apply: (settings) => bot.apply(settings),
    actions: {},
  });
  return {
    apiUrl: server.url,
    controlUrl: control.url,
    stop: async () => {
      stopping.abort();
      await Promise.all([server.stop(), control.stop()]);
    },
  };
}

async function callMethod(
  bot: Bot,
  token: string,
  givenToken: string,
  method: string,
  call: Call,
  signal: AbortSignal,
): Promise<Answer> {
  bot.calls++;
  // Telegram answers 404 to what cannot be a token at all, and 401 to a token of no bot.
  if (!/^\d+:[\w-]+$/.test(decodeURIComponent(givenToken))) return bot.refuse(404, "Not Found");
  if (decodeURIComponent(givenToken) !== token) return bot.refuse(401, "Unauthorized");
  const read = await readParameters(call);
  if (read === null) return bot.refuse(400, "Bad Request: object expected as parameters");
  const rule = bot.takeRule(decodeURIComponent(method));
  await sleep(rule?.delay_ms ?? bot.settings.delay_ms, signal);
  if (rule?.drop === "before") return null;
  if (rule?.error_code !== undefined) {
    const { error_code: code, retry_after } = rule;
    const seconds = code === 429 ? retry_after ?? 1 : undefined;
    const description = rule.description ??
      (seconds === undefined ? standardText(code) : `Too Many Requests: retry after ${seconds}`);
    return bot.refuse(code, description, seconds === undefined ? undefined : { retry_after: seconds });
  }
  const reply = bot.call(method, read);
  return rule?.drop === "after" ? null : reply;
}

function standardText(code: number): string {
  const texts: Record<number, string> = {
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    500: "Internal Server Error",
    502: "Bad Gateway",
  };
  return texts[code] ?? (code < 500 ? "Bad Request" : "Internal Server Error");
}
