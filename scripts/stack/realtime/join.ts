// What a client asks for when it joins a topic, and when it does not get it.

import { z } from "zod";
import type { KeyRole } from "../keys.ts";
import type { RealtimeSettings } from "./settings.ts";

/** The payload of `phx_join`. Anything unreadable counts as an empty one. */
export const joinPayload = z.object({
  config: z.object({
    broadcast: z.object({ ack: z.boolean().default(false), self: z.boolean().default(false) }).prefault({}),
    presence: z.object({ enabled: z.boolean().default(false) }).prefault({}),
    postgres_changes: z.array(z.record(z.string(), z.unknown())).default([]),
    private: z.boolean().default(false),
  }).prefault({}),
}).catch({
  config: {
    broadcast: { ack: false, self: false },
    presence: { enabled: false },
    postgres_changes: [],
    private: false,
  },
});

/** Why a join is refused; undefined when it is not. The texts are the real server's. */
export function refusalOf(
  topic: string,
  isPrivate: boolean,
  role: KeyRole,
  settings: RealtimeSettings,
): string | undefined {
  if (settings.refuse_joins !== null) return settings.refuse_joins;
  if (topic === "" || topic === "realtime") return "TopicNameRequired: You must provide a topic name";
  if (settings.private_only && !isPrivate) return "PrivateOnly: This project only allows private channels";
  if (isPrivate && role === "anon") {
    return `Unauthorized: You do not have permissions to read from this Channel topic: ${topic}`;
  }
  return undefined;
}
