import { notConfigured, type Transport } from "../../outbox/transport.ts";
import { createChat } from "../chat.ts";
import { telegramEnv } from "./env.ts";
import { renderFindings } from "./findings.ts";
import { renderStoppedRun, renderTelegram } from "./message.ts";
import { createSendMessage } from "./send-message.ts";

/** The post-ship table to one chat. */
export const telegram = telegramEnv.transform(({ bot, url }): Transport => {
  if (!bot.configured) return () => notConfigured;
  const to = { url, ...bot.value };
  const render = { table: renderTelegram, stoppedRun: renderStoppedRun, findings: renderFindings };
  return (means) => createChat(render, (delivery) => createSendMessage(to, delivery, means));
});
