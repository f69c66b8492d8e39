import type { ApnsKey, FindKey } from "../apns/key.ts";
import type { Lane } from "../apns/lane.ts";
import type { Lanes } from "../apns/lanes.ts";
import { buildMessage } from "../apns/message.ts";
import type { TakeToken } from "../apns/provider-token.ts";
import type { PushBatch, PushEnvironment } from "../schemas.ts";
import { Credential } from "./credential.ts";

/** One of Apple's two hosts, and with what a batch is sent there. */
export interface Side {
  lane: Lane;
  credential: Credential;
}

/** What a batch needs before its first request. */
export interface Prepared {
  body: string;
  /** The host of the batch's environment, and the other one. */
  home: Side;
  other: Side;
  /** Shared by all batches of these keys: what the other host refuses altogether is not tried again and again. */
  fallback: { isOn: boolean };
}

/** Throws Problem: `not_configured`, `apns_key_invalid`, or what `TakeToken` throws. */
export type Prepare = (batch: PushBatch) => Promise<Prepared>;

export interface PrepareParts {
  findKey: FindKey;
  takeToken: TakeToken;
  lanes: Lanes;
  /** By the ids of the two keys. */
  fallbacks: Map<string, { isOn: boolean }>;
}

/** One per drain: its provider tokens are taken once, because a drain ends long before they grow too old. */
export function createPrepare({ findKey, takeToken, lanes, fallbacks }: PrepareParts): Prepare {
  const tokens = new Map<string, Promise<string>>();

  const sideOf = async (batch: PushBatch, key: ApnsKey, environment: PushEnvironment): Promise<Side> => {
    const token = tokens.get(key.keyId) ?? takeToken(key);
    tokens.set(key.keyId, token);
    const { headers } = buildMessage(batch, await token);
    const refreshHeaders = async () => {
      const fresh = takeToken(key, await token);
      tokens.set(key.keyId, fresh);
      return buildMessage(batch, await fresh).headers;
    };
    return { lane: lanes.of(key.keyId, environment), credential: new Credential(headers, refreshHeaders) };
  };

  return async (batch) => {
    const elsewhere = batch.apns_environment === "production" ? "sandbox" : "production";
    const key = await findKey(batch.apns_key, batch.apns_environment);
    const home = await sideOf(batch, key, batch.apns_environment);
    // Where Apple's keys are for one environment each, the other host needs the other key.
    const otherKey = await findKey(batch.apns_key, elsewhere).catch(() => undefined);
    const hasOwn = otherKey !== undefined && otherKey.keyId !== key.keyId;
    const ownSide = hasOwn ? await sideOf(batch, otherKey, elsewhere).catch(() => undefined) : undefined;
    const other = ownSide ?? { lane: lanes.of(key.keyId, elsewhere), credential: home.credential };
    const isKnown = otherKey !== undefined && (!hasOwn || ownSide !== undefined);
    const name = `${key.keyId} ${otherKey?.keyId}`;
    const fallback = fallbacks.get(name) ?? { isOn: isKnown };
    fallbacks.set(name, fallback);
    return { body: buildMessage(batch, "").body, home, other, fallback };
  };
}
