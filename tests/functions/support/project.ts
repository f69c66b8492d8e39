import { exportPKCS8, generateKeyPair } from "jose";
import { apnsEnv } from "../../../functions/_shared/apns/env.ts";
import type { Http2Options } from "../../../functions/_shared/apns/open-http2.ts";
import { type Endpoint, type Handler, serve } from "../../../functions/_shared/endpoint/endpoint.ts";
import { createLog } from "../../../functions/_shared/endpoint/log.ts";
import { readEnv } from "../../../functions/_shared/env/env.ts";
import { projectEnv } from "../../../functions/_shared/env/project.ts";
import type { Http2Client, Reply } from "../../../functions/_shared/http2/client.ts";
import { createPushWorker, type PushRuntime } from "../../../functions/_shared/push/create-worker.ts";
import type { PushWorker } from "../../../functions/_shared/push/worker.ts";
import { Clock } from "./clock.ts";

export const publishableKey = "sb_publishable_test";
export const secretKey = "sb_secret_test_0123456789";
export const notifySecret = "notify-secret-0123456789";
export const heartbeatSecret = "heartbeat-secret-0123456789";
export const webhookSecret = "This is my secret";
export const telegramToken = "123456:telegram-token";
export const chatId = "-100200300";
export const p8 = await exportPKCS8((await generateKeyPair("ES256", { extractable: true })).privateKey);

/** A JSON object as it came over the wire; tests compare it, or read it with zod. */
export type Json = Record<string, unknown>;

/** A request that a function made to the outside world. */
interface Sent {
  url: string;
  headers: Record<string, string>;
  body: Json;
}

/** A call of an SQL function. */
interface RpcCall {
  name: string;
  args: Json;
  apikey: string | null;
}

export type Rpc = (args: Json) => unknown;

/** What APNs does with one request: a response, or a thrown error for a broken connection. */
export type ApnsHost = (request: ApnsRequest) => Response | Promise<Response>;

interface ApnsRequest {
  host: string;
  token: string;
  headers: Record<string, string>;
  body: string;
}

/**
 * A whole project as a function sees it through its runtime: environment, Data API, Realtime, Telegram, APNs, clock and
 * log. Tests set the parts they are about; a call that nothing answers fails the test's function loudly.
 */
export class Project {
  readonly clock = new Clock();
  readonly env: Record<string, string> = {
    SUPABASE_URL: "http://project.test",
    SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: publishableKey }),
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: secretKey, cron: "sb_secret_cron_0123456789" }),
    APNS_KEY_ID: "KEY1234567",
    APNS_TEAM_ID: "TEAM123456",
    APNS_AUTH_KEY_P8: p8,
    APNS_PRODUCTION_URL: "https://production.test",
    APNS_SANDBOX_URL: "https://sandbox.test",
    TELEGRAM_BOT_TOKEN: telegramToken,
    TELEGRAM_CHAT_ID: chatId,
    TELEGRAM_API_URL: "http://telegram.test",
    NOTIFY_IOS_BUILD_SECRET: notifySecret,
    HEARTBEAT_SECRET: heartbeatSecret,
    ASC_KEY_ID: "KEY7654321",
    ASC_ISSUER_ID: "69a6de70-0000-47e3-e053-5b8c7c11a4d1",
    ASC_PRIVATE_KEY: p8,
    ASC_API_URL: "http://store.test",
    ASC_WEBHOOK_SECRET: webhookSecret,
  };
  readonly rpc: Record<string, Rpc> = {};
  readonly calls: RpcCall[] = [];
  /** What was counted of keys, apart from what functions are for. */
  readonly keyCounts: unknown[] = [];
  /** How the database takes counts. */
  keyUsage: () => Response | Promise<Response> = () => Response.json(1);
  readonly broadcasts: Sent[] = [];
  readonly messages: Sent[] = [];
  readonly functionCalls: Sent[] = [];
  readonly pushes: ApnsRequest[] = [];
  readonly lines: string[] = [];
  readonly background: Promise<unknown>[] = [];
  readonly unloaders: ((reason: string) => void)[] = [];
  realtime: (sent: Sent) => Response | Promise<Response> = () => new Response(null, { status: 202 });
  /** A function that a function calls; nobody answers unless a test says so. */
  functions: (sent: Sent) => Response | Promise<Response> = () => Promise.reject(new TypeError("refused"));
  telegram: (sent: Sent) => Response | Promise<Response> = () => Response.json({ ok: true, result: {} });
  readonly storeCalls: Sent[] = [];
  /** App Store Connect, which has nothing unless a test says so. */
  store: (sent: Sent) => Response | Promise<Response> = () => Response.json({ data: [] });
  apns: ApnsHost = () => new Response(null, { status: 200 });
  /** Connections that were opened and closed, by number. */
  connections = { opened: 0, closed: 0 };
  /** How many requests with bodies of so many bytes a connection takes at once, and the word that it takes more again. */
  room = (_length: number) => 1_000;
  onRoom = () => {};
  /** The connection, by number, that was told to end. */
  saysGoodbye = (_connection: number) => false;
  /** How the connection, by number, broke the rules of HTTP/2. */
  faultOf = (_connection: number): string | null => null;
  /** For each connection, whether it went through fetch. */
  readonly byFetch: boolean[] = [];
  random = 0.5;

  get runtime(): PushRuntime {
    return {
      env: (name) => this.env[name],
      fetch: async (input, init) => await this.#fetch(new Request(input, init)),
      openHttp2: (options) => this.#http2(options),
      connectHttp2: () => Promise.reject(new Error("unexpected connection")),
      createHttp2Fetch: () => {
        throw new Error("unexpected client of HTTP/2");
      },
      now: () => this.clock.now,
      date: () => new Date("2026-11-21T10:00:17Z"),
      sleep: (ms) => this.clock.sleep(ms),
      every: (ms, tick) => this.clock.every(ms, tick),
      random: () => this.random,
      uuid: () => "11111111-2222-4333-8444-555555555555",
      waitUntil: (work) => void this.background.push(work),
      onUnload: (listener) => void this.unloaders.push(listener),
      write: (line) => void this.lines.push(line),
    };
  }

  /** The whole function, as its index.ts puts it together. */
  serve(endpoint: Endpoint<PushRuntime>): Handler {
    return serve(endpoint, this.runtime);
  }

  /** What is claimed, call by call, until nothing is due; every lease is kept. */
  hasDue(...claims: Json[][]): void {
    const left = [...claims];
    this.rpc.claim_deliveries = () => left.shift() ?? [];
    this.rpc.finish_delivery = () => true;
  }

  /** The worker of the function `push`, to be woken without a request. */
  pushWorker(): PushWorker {
    const on = this.runtime;
    const { project, apns } = readEnv(on.env, { project: projectEnv, apns: apnsEnv });
    return createPushWorker({
      service: project.service,
      apns,
      on,
      log: createLog(on.write, "push"),
    });
  }

  /** Waits for everything that was handed to waitUntil, letting time pass. */
  async settled(): Promise<void> {
    let isSettled = false;
    const all = Promise.all(this.background).then(() => isSettled = true);
    await this.clock.until(() => isSettled);
    await all;
  }

  /** The log's lines with this code. */
  logged(code: string): Record<string, unknown>[] {
    return this.lines.map((line) => JSON.parse(line)).filter((line) => line.code === code);
  }

  called(name: string): RpcCall[] {
    return this.calls.filter((call) => call.name === name);
  }

  async #fetch(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const text = await request.text();
    const sent = {
      url: request.url,
      headers: Object.fromEntries(request.headers),
      body: text === "" ? {} : JSON.parse(text),
    };
    const [, name] = /^\/rest\/v1\/rpc\/(\w+)$/.exec(url.pathname) ?? [];
    if (name !== undefined) return await this.#rpc(name, sent);
    if (url.href === "http://project.test/realtime/v1/api/broadcast") {
      this.broadcasts.push(sent);
      return await this.realtime(sent);
    }
    if (url.href.startsWith("http://project.test/functions/v1/")) {
      this.functionCalls.push(sent);
      return await this.functions(sent);
    }
    if (url.host === "telegram.test") {
      this.messages.push(sent);
      return await this.telegram(sent);
    }
    if (url.host === "store.test") {
      this.storeCalls.push(sent);
      return await this.store(sent);
    }
    throw new Error(`unexpected request to ${url.host}`);
  }

  async #rpc(name: string, sent: Sent): Promise<Response> {
    if (name === "record_key_usage") {
      this.keyCounts.push(sent.body.counts);
      return await this.keyUsage();
    }
    this.calls.push({ name, args: sent.body, apikey: sent.headers.apikey ?? null });
    const answer = this.rpc[name];
    if (answer === undefined) throw new Error(`unexpected call of ${name}`);
    const value = await answer(sent.body);
    return value instanceof Response ? value : Response.json(value ?? null);
  }

  #http2({ origin, onRoom, isByFetch }: Http2Options): Http2Client {
    const number = ++this.connections.opened;
    this.byFetch.push(isByFetch);
    this.onRoom = onRoom;
    const host = new URL(origin).host.replace(".test", "");
    const { connections, pushes } = this;
    let inFlight = 0;
    const room = (length: number) => this.room(length);
    const saysGoodbye = (connection: number) => this.saysGoodbye(connection);
    const faultOf = (connection: number) => this.faultOf(connection);
    const ask = async (
      path: string,
      headers: Readonly<Record<string, string>>,
      body: string,
    ): Promise<Reply> => {
      const request = { host, token: path.split("/").at(-1) ?? "", headers: { ...headers }, body };
      pushes.push(request);
      inFlight++;
      try {
        const answer = await this.apns(request);
        return {
          status: answer.status,
          retryAfter: answer.headers.get("retry-after"),
          body: await answer.text(),
        };
      } finally {
        inFlight--;
      }
    };
    const post: Http2Client["post"] = (path, headers, body, receiver) =>
      void ask(path, headers, body).then(
        (reply) => receiver.replied(reply),
        (error) => receiver.failed(error),
      );
    return {
      post,
      roomFor: (length) => room(length) - inFlight,
      get isClosing() {
        return saysGoodbye(number);
      },
      get fault() {
        return faultOf(number);
      },
      close: () => void connections.closed++,
    };
  }
}

/** How PostgREST says that a function raised PTnnn. */
export function raised(status: number, code: string): Response {
  return Response.json({ code: `PT${status}`, message: code, details: "detail", hint: "Hint." }, { status });
}
