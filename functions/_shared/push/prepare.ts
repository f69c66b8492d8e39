import type { FindKey } from "../apns/key.ts";
import type { Lane } from "../apns/lane.ts";
import type { Lanes } from "../apns/lanes.ts";
import { buildMessage, type Message } from "../apns/message.ts";
import type { TakeToken } from "../apns/provider-token.ts";
import type { PushBatch } from "../schemas.ts";

/** What a batch needs before its first request. */
export interface Prepared {
  message: Message;
  /** The same with another provider token, in place of one that APNs called expired. */
  refreshMessage: () => Promise<Message>;
  /** The host of the batch's environment, and the other one. */
  home: Lane;
  other: Lane;
  /** Shared by all batches of one key: a key of one environment is not tried on the other again and again. */
  fallback: { isOn: boolean };
}

/** Throws Problem: `not_configured`, `apns_key_invalid`, or what `TakeToken` throws. */
export type Prepare = (batch: PushBatch) => Promise<Prepared>;

export interface PrepareParts {
  findKey: FindKey;
  takeToken: TakeToken;
  lanes: Lanes;
  /** By name of the key. */
  fallbacks: Map<string, { isOn: boolean }>;
}

/** One per drain: its provider tokens are taken once, because a drain ends long before they grow too old. */
export function createPrepare({ findKey, takeToken, lanes, fallbacks }: PrepareParts): Prepare {
  const tokens = new Map<string, Promise<string>>();
  return async (batch) => {
    const name = batch.apns_key;
    const key = await findKey(name);
    const token = tokens.get(name) ?? takeToken(key);
    tokens.set(name, token);
    const fallback = fallbacks.get(name) ?? { isOn: true };
    fallbacks.set(name, fallback);
    return {
      message: buildMessage(batch, await token),
      refreshMessage: async () => {
        const fresh = takeToken(key, await token);
        tokens.set(name, fresh);
        return buildMessage(batch, await fresh);
      },
      home: lanes.of(name, batch.environment),
      other: lanes.of(name, batch.environment === "production" ? "sandbox" : "production"),
      fallback,
    };
  };
}
