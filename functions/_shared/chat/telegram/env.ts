import { z } from "zod";
import { baseUrl, text, whenAll } from "../../env/env.ts";

export const telegramEnv = z.object({
  TELEGRAM_BOT_TOKEN: text.optional(),
  TELEGRAM_CHAT_ID: text.optional(),
  TELEGRAM_API_URL: baseUrl.default("https://api.telegram.org"),
}).transform(({ TELEGRAM_BOT_TOKEN, TELEGRAM_CHAT_ID, TELEGRAM_API_URL }) => ({
  bot: whenAll(
    { TELEGRAM_BOT_TOKEN, TELEGRAM_CHAT_ID },
    (all) => ({ token: all.TELEGRAM_BOT_TOKEN, chatId: all.TELEGRAM_CHAT_ID }),
  ),
  url: TELEGRAM_API_URL,
}));
