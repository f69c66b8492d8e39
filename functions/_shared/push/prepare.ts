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
  /** By id of the key: APNs binds a connection to the key of its first push. */
  fallbacks: Map<string, { isOn: boolean }>;
}

/** One per drain: its provider tokens are taken once, because a drain ends long before they grow too old. */
export function createPrepare({ findKey, takeToken, lanes, fallbacks }: PrepareParts): Prepare {
  const tokens = new Map<string, Promise<string>>();
  return async (batch) => {
    const key = await findKey(batch.apns_key, batch.environment);
    const name = key.keyId;
    const token = tokens.get(name) ?? takeToken(key);
    tokens.set(name, token);
    const elsewhere = batch.environment === "production" ? "sandbox" : "production";
    // A key of its own for each environment: this one would be refused on the other host.
    const isForBoth = await findKey(batch.apns_key, elsewhere).then(
      (other) => other.keyId === name,
      () => false,
    );
    const fallback = fallbacks.get(name) ?? { isOn: isForBoth };
    fallbacks.set(name, fallback);
    return {
      message: buildMessage(batch, await token),
      refreshMessage: async () => {
        const fresh = takeToken(key, await token);
        tokens.set(name, fresh);
        return buildMessage(batch, await fresh);
      },
      home: lanes.of(name, batch.environment),
      other: lanes.of(name, elsewhere),
      fallback,
    };
  };
}
