import { onTestFinished } from "vitest";
import { z } from "zod";
import { startTelegram } from "../../../../scripts/stack/telegram/telegram.ts";

export const token = "123456:a-secret_of-the-bot";
export const chatId = -100200;

const reply = z.object({
  ok: z.boolean(),
  error_code: z.number().optional(),
  description: z.string().optional(),
  parameters: z.object({ retry_after: z.number().optional(), migrate_to_chat_id: z.number().optional() })
    .optional(),
  result: z.looseObject({ message_id: z.number().optional(), text: z.string().optional() }).optional(),
});

/** A stand-in of its own, with a bot in its chat. */
export async function startChat() {
  const telegram = await startTelegram({ token, chatId });

  async function post(path: string, init: RequestInit) {
    const response = await fetch(telegram.apiUrl + path, { method: "POST", ...init });
    return { status: response.status, ...reply.parse(await response.json()) };
  }

  async function control(method: string, settings?: unknown) {
    const response = await fetch(telegram.controlUrl, {
      method,
      body: settings === undefined ? null : JSON.stringify(settings),
    });
    return { status: response.status, body: await response.json() };
  }

  return {
    telegram,
    post,
    control,
    /** Calls a method with JSON. */
    call: (method: string, parameters: unknown, path = `/bot${token}/${method}`) =>
      post(path, { body: JSON.stringify(parameters), headers: { "content-type": "application/json" } }),
    set: async (settings: unknown) => {
      const { status, body } = await control("PUT", settings);
      if (status !== 200) throw new Error(JSON.stringify(body));
    },
    received: async () => (await control("GET")).body,
    stop: telegram.stop,
  };
}

/** The same, stopped when the test ends. */
export async function chat() {
  const started = await startChat();
  onTestFinished(started.stop);
  return started;
}
