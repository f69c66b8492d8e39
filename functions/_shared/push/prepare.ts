import type { ApnsKey, FindKey } from "../apns/key.ts";
import type { ApnsConnection } from "../apns/connection.ts";
import type { ConnectionPool } from "../apns/connection-pool.ts";
import { buildMessage } from "../apns/message.ts";
import type { TakeToken } from "../apns/provider-token.ts";
import type { ApnsEnvironment } from "../contract/fields.ts";
import type { PushBatch } from "../contract/pushes.ts";
import { RequestHeaders } from "./request-headers.ts";

/** One of Apple's two hosts, and with what a batch is sent there. */
interface Host {
  connection: ApnsConnection;
  headers: RequestHeaders;
}

/** Whether a key works on the host that is not a device's own, as far as is known. */
interface OtherHostUse {
  isAllowed: boolean;
}

/** What a batch needs before its first request. */
export interface Prepared {
  body: string;
  /** The host of the batch's environment, and the other one. */
  ownHost: Host;
  otherHost: Host;
  /** Shared by all batches of these keys: what the other host refuses altogether is not tried again and again. */
  otherHostUse: OtherHostUse;
}

/** Raises Problem: `not_configured`, `apns_key_invalid`, or what `TakeToken` raises. */
export type Prepare = (batch: PushBatch) => Promise<Prepared>;

export interface PrepareParts {
  findKey: FindKey;
  takeToken: TakeToken;
  connections: ConnectionPool;
  /** By the ids of the two keys. */
  otherHostUse: Map<string, OtherHostUse>;
}

/** One per drain: its provider tokens are taken once, because a drain ends long before they grow too old. */
export function createPrepare({ findKey, takeToken, connections, otherHostUse }: PrepareParts): Prepare {
  const tokens = new Map<string, Promise<string>>();

  const hostOf = async (batch: PushBatch, key: ApnsKey, environment: ApnsEnvironment): Promise<Host> => {
    const token = tokens.get(key.keyId) ?? takeToken(key);
    tokens.set(key.keyId, token);
    const { headers } = buildMessage(batch, await token);
    const fetchFresh = async () => {
      const fresh = takeToken(key, await token);
      tokens.set(key.keyId, fresh);
      return buildMessage(batch, await fresh).headers;
    };
    return {
      connection: connections.get(key.keyId, environment),
      headers: new RequestHeaders(headers, fetchFresh),
    };
  };

  return async (batch) => {
    const otherEnvironment = batch.apns_environment === "production" ? "sandbox" : "production";
    const key = await findKey(batch.apns_key, batch.apns_environment);
    const ownHost = await hostOf(batch, key, batch.apns_environment);
    // Where Apple's keys are for one environment each, the other host needs the other key.
    const otherKey = await findKey(batch.apns_key, otherEnvironment).catch(() => undefined);
    const hasOtherKey = otherKey !== undefined && otherKey.keyId !== key.keyId;
    const withOtherKey = hasOtherKey
      ? await hostOf(batch, otherKey, otherEnvironment).catch(() => undefined)
      : undefined;
    const otherHost = withOtherKey ??
      { connection: connections.get(key.keyId, otherEnvironment), headers: ownHost.headers };
    const isKnown = otherKey !== undefined && (!hasOtherKey || withOtherKey !== undefined);
    const name = `${key.keyId} ${otherKey?.keyId}`;
    const use = otherHostUse.get(name) ?? { isAllowed: isKnown };
    otherHostUse.set(name, use);
    return { body: buildMessage(batch, "").body, ownHost, otherHost, otherHostUse: use };
  };
}
