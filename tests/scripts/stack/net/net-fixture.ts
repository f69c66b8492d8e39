import postgres from "postgres";
import { z } from "zod";
import { elapsed, httpFetch, serveHttp, sleep } from "../../../../scripts/runtime.ts";
import { startNetWorker } from "../../../../scripts/stack/net/start-net-worker.ts";
import { startPostgres } from "../../../../scripts/stack/postgres/start-postgres.ts";
import { callCounts } from "../../../support/net-counters.ts";
import { until } from "../../../support/until.ts";

/** What the receiving server was sent. */
interface Received {
  method: string;
  path: string;
  headers: Headers;
  body: string;
  /** When it came, as `elapsed()` counts. */
  arrivedAt: number;
}

const report = z.object({
  settings: z.record(z.string(), z.unknown()),
  counters: z.object({ sent: callCounts, dropped: callCounts, duplicated: callCounts, delayed: callCounts }),
});

const response = z.object({
  status_code: z.number().nullable(),
  content_type: z.string().nullable(),
  headers: z.record(z.string(), z.string()).nullable(),
  content: z.string().nullable(),
  timed_out: z.boolean(),
  error_msg: z.string().nullable(),
  created: z.date(),
});

/** Postgres with pg_net, its worker, and a server that answers by path: /status/404, /slow/300, /redirect, /empty. */
export async function startNetFixture() {
  const received: Received[] = [];
  const stopping = new AbortController();
  const server = await serveHttp(async (request) => {
    const { pathname, search } = new URL(request.url);
    const arrivedAt = elapsed();
    received.push({
      arrivedAt,
      method: request.method,
      path: pathname + search,
      headers: request.headers,
      body: await request.text(),
    });
    const [, kind, value] = pathname.split("/");
    if (kind === "status") return new Response("refused", { status: Number(value) });
    if (kind === "slow") await sleep(Number(value), stopping.signal);
    if (kind === "redirect") {
      const location = value === "loop" ? "/redirect/loop" : "/landed";
      return new Response(null, { status: Number(value) || 302, headers: { location } });
    }
    return new Response(kind === "empty" ? "" : `hello ${pathname}`);
  });
  const database = await startPostgres();
  const sql = postgres(database.ownerUrl, { max: 4, onnotice: () => {} });
  await sql`create extension pg_net with schema extensions`;
  const worker = await startNetWorker({ superuserUrl: database.superuserUrl });

  return {
    database,
    sql,
    worker,
    received,
    url: server.url,
    /** Calls that arrived at a path. */
    at: (path: string) => received.filter((each) => each.path === path),
    /** Starts Postgres again, and waits until the connections that it lost are noticed: a query on one of them would fail. */
    async restart() {
      await database.restart();
      await until("a query gets through", () => sql`select 1`.then(() => true, () => false));
    },
    /** Queues a POST in a transaction of its own. */
    async post(
      path: string,
      { wake = "", timeout = 5_000 }: { wake?: string; timeout?: number } = {},
    ): Promise<string> {
      const headers = { "content-type": "application/json", ...(wake && { "x-slipway-wake": wake }) };
      const [row] = await sql`
        select net.http_post(
          url := ${server.url + path},
          headers := ${sql.json(headers)},
          timeout_milliseconds := ${timeout}
        ) as id`;
      return row.id;
    },
    /** The stored response, as soon as there is one. */
    response: (id: string) =>
      until(`a response to call ${id}`, async () => {
        const [row] = await sql`select * from net._http_response where id = ${id}`;
        return row && response.parse(row);
      }),
    async control(method = "GET", body?: unknown, path = "") {
      const answer = await httpFetch(worker.controlUrl + path, {
        method,
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      return { status: answer.status, json: await answer.json() };
    },
    counters: async () => report.parse(await (await httpFetch(worker.controlUrl)).json()).counters,
    async stop() {
      stopping.abort();
      await sql.end({ timeout: 1 });
      await worker.stop();
      await database.stop();
      await server.stop();
    },
  };
}

export type NetFixture = Awaited<ReturnType<typeof startNetFixture>>;
