import type { Updates } from "./api.ts";
import { isText, isWhole } from "./feed.ts";
import { createKnowledge, uuid, wholeOf } from "./knowledge.ts";
import { readNews } from "./news.ts";
import type { FetchInit, Options } from "./options.ts";
import {
  isPage,
  platformFetch,
  platformSignals,
  platformStorage,
  platformSubtle,
  platformTimer,
} from "./platform.ts";
import { createPoller, type Look } from "./poller.ts";
import { type PushResult, sendDevice } from "./push.ts";
import { recordOf } from "./record.ts";
import { type Answer, request } from "./request.ts";
import { createVerifier } from "./signature.ts";
import { createStore } from "./store.ts";

/** One for each component that an app is. It does nothing until `start` or `refresh`. */
export function createUpdates(options: Options): Updates {
  const { component, channel = "live", os = null, publicKeys = [], functionPrefix = "" } = options;
  const { fetch = platformFetch, now = Date.now, random = Math.random, setTimer = platformTimer } = options;
  const { signals = platformSignals, storage = platformStorage() } = options;
  const functions = `${String(options.url).replace(/\/+$/, "")}/functions/v1/${functionPrefix}`;
  const build = wholeOf(options.build);
  const verifier = createVerifier(publicKeys, platformSubtle());
  const store = createStore(storage, setTimer);
  const self = { component, channel, build, os, installation_id: options.installationId ?? null };
  const known = createKnowledge(self, { now, random, verifier, store });
  const poller = createPoller({ look, now, random, setTimer, signals });

  /** The highest seq that was heard of. */
  let heardSeq = -1;
  /** The same of signed ones: who repeats one makes nobody look again. */
  let signedSeq = -1;
  let asking = new AbortController();

  async function look(): Promise<Look> {
    await known.ready();
    const seq = heardSeq;
    const isBehind = () => seq > known.seq;
    heardSeq = -1;
    let isFine = false;
    let retryAfterMs = 0;
    const ask = async (query: string) => {
      const answer = await get(query);
      retryAfterMs = answer.retryAfterMs;
      isFine = await take(answer);
    };
    try {
      await ask(isBehind() ? `?seq=${seq}` : "");
      // A cache on the way may have kept what was asked for too early.
      if (isFine && isBehind()) await ask("");
    } catch {
      known.fail("network");
    }
    return { isFine, isBehind: isBehind(), retryAfterMs };
  }

  function get(query: string): Promise<Answer> {
    const init: FetchInit = {};
    // React Native makes a query of its own from `cache`, which no cache on the way would know.
    if (!isPage) init.headers = known.etag ? { "if-none-match": known.etag } : {};
    else if (!query) init.cache = "no-cache";
    asking = new AbortController();
    return send(`updates/${component}/${channel}${query}`, init, asking);
  }

  /** Answers whether asking again sooner would be of no use. */
  async function take({ status, text, header }: Answer): Promise<boolean> {
    if (status === 304) return await known.confirm();
    if (status === 200) {
      return await known.converge({
        text,
        signature: header("x-slipway-signature"),
        etag: header("etag"),
        at: now(),
        mayBlock: true,
      });
    }
    known.fail(`http_${status}`);
    return status === 404;
  }

  function send(path: string, init: FetchInit, stop = new AbortController()): Promise<Answer> {
    return request(functions + path, init, { fetch, setTimer, stop });
  }

  function sendToken(method: string, body: Record<string, unknown>): Promise<PushResult> {
    const headers = { apikey: options.publishableKey, "content-type": "application/json" };
    return sendDevice(() => send("devices", { method, headers, body: JSON.stringify(body) }));
  }

  async function hear(payload: unknown): Promise<void> {
    const highest = Math.max(known.seq, signedSeq);
    const news = await readNews(payload, self, now(), highest, verifier);
    if (!news) return;
    if (news.isSigned) {
      signedSeq = news.seq;
      known.heardOf(news);
    }
    heardSeq = Math.max(heardSeq, news.seq);
    poller.hint(news.isSigned);
  }

  return {
    component,
    channel,
    get state() {
      return known.state;
    },
    get installationId() {
      return self.installation_id;
    },
    subscribe: known.subscribe,
    skip: known.skip,
    nudged: known.nudged,
    async start() {
      poller.start();
      await poller.lookNow();
      return known.state;
    },
    stop() {
      poller.stop();
      asking.abort();
    },
    async refresh({ isManual = false } = {}) {
      await poller.lookNow();
      if (isManual) known.asked();
      return known.state;
    },
    async apply(feed, signature = "") {
      await known.ready();
      const text = isText(feed) ? feed : jsonOf(feed);
      return await known.converge({ text, signature, etag: "", at: now(), mayBlock: true });
    },
    handleBroadcast(payload) {
      hear(payload).catch(() => {});
    },
    handlePush(payload) {
      const push = recordOf(payload);
      const isOurs = push.component === component && isWhole(push.build);
      if (isOurs) poller.hint(true);
      return isOurs;
    },
    async registerPush({ token, environment, topic, kind, locale }) {
      await known.ready();
      return await sendToken("POST", {
        component,
        channel,
        token,
        environment,
        topic,
        kind,
        installed_build: build ?? undefined,
        installation_id: uuid.test(`${self.installation_id}`) ? self.installation_id : undefined,
        os_version: os ?? undefined,
        locale,
      });
    },
    unregisterPush: ({ token, topic }) => sendToken("DELETE", { token, topic }),
  };
}

/** Empty for what has none. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    return "";
  }
}
