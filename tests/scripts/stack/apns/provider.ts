import { CompactSign, exportSPKI, generateKeyPair } from "jose";
import { onTestFinished } from "vitest";
import { z } from "zod";
import { type Apns, startApns } from "../../../../scripts/stack/apns/apns.ts";

export const topic = "com.example.app";
export const announcement = "6f1c2c0e-3f1e-4c6b-9c1e-0d7f3f2a1b11";
export const payload = {
  aps: { alert: { title: "Demo", body: "Build 131 is on TestFlight. Tap to install." } },
  component: "ios",
  build: 131,
  announcement,
};

/** A 32-byte device token that ends in `number`. */
export const deviceToken = (number: number) => number.toString(16).padStart(64, "0");

const teams = await generateKeyPair("ES256", { extractable: true });
const strangers = await generateKeyPair("ES256");
const keyId = "KEY1234567";
const teamId = "TEAM123456";

/** Seconds since 1970. */
export const nowS = () => Math.floor(Date.now() / 1000);

/** Signs a provider token; what is left out is right. */
export function sign(
  { alg = "ES256", kid = keyId, iss = teamId, iat = nowS(), isStranger = false }: {
    alg?: string;
    kid?: string;
    iss?: string;
    iat?: number | string;
    isStranger?: boolean;
  } = {},
): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify({ iss, iat }))).setProtectedHeader({
    alg,
    kid,
  })
    .sign(isStranger ? strangers.privateKey : teams.privateKey);
}

/** How a request differs from a good one. A header set to null is left out. */
export interface Change {
  base?: string;
  method?: string;
  path?: string;
  token?: string;
  headers?: Record<string, string | null>;
  body?: string | null;
}

const totals = z.looseObject({
  requests: z.number(),
  accepted: z.number(),
  lost: z.number(),
  goaways: z.number(),
  max_concurrent: z.number(),
  connections_refused: z.number(),
  distinct_tokens_accepted: z.number(),
  duplicates: z.number(),
  connections: z.record(z.string(), z.number()),
  by_reason: z.record(z.string(), z.number()),
});

/** A simulator of its own for one test file or test, with a provider that may push to it. */
export async function startProvider() {
  const apns: Apns = await startApns({
    keyId,
    teamId,
    publicKey: await exportSPKI(teams.publicKey),
    topics: [topic],
  });
  const jwt = await sign();
  const connect = () => Deno.createHttpClient({ caCerts: [apns.caCert], http2: true, http1: false });
  let client = connect();

  /** Sends a push; `reason` is null for a 200. */
  async function push(change: Change = {}) {
    const { base = apns.productionUrl, method = "POST", token = deviceToken(1) } = change;
    const headers = new Headers({
      authorization: `bearer ${jwt}`,
      "apns-topic": topic,
      "apns-push-type": "alert",
      "apns-priority": "10",
      "apns-expiration": "1800000000",
      "apns-collapse-id": "ios-build-available",
    });
    for (const [name, value] of Object.entries(change.headers ?? {})) {
      if (value === null) headers.delete(name);
      else headers.set(name, value);
    }
    const body = change.body === undefined ? JSON.stringify(payload) : change.body;
    const response = await fetch(`${base}${change.path ?? `/3/device/${token}`}`, {
      method,
      headers,
      body: method === "GET" ? null : body,
      client,
    });
    const text = await response.text();
    const answer: { reason?: string; timestamp?: number } = text === "" ? {} : JSON.parse(text);
    return {
      status: response.status,
      reason: answer.reason ?? null,
      timestamp: answer.timestamp ?? null,
      headers: response.headers,
    };
  }

  async function control(method: string, path = "", body?: unknown) {
    const response = await fetch(apns.controlUrl + path, {
      method,
      body: body === undefined ? null : JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }

  return {
    apns,
    jwt,
    push,
    control,
    set: async (settings: unknown) => {
      const { status, body } = await control("PUT", "", settings);
      if (status !== 200) throw new Error(JSON.stringify(body));
    },
    totals: async () => totals.parse((await control("GET")).body.totals),
    /** A new connection from now on. */
    reconnect: () => {
      client.close();
      client = connect();
    },
    stop: async () => {
      client.close();
      await apns.stop();
    },
  };
}

/** The same, stopped when the test ends. */
export async function provider() {
  const started = await startProvider();
  onTestFinished(started.stop);
  return started;
}
