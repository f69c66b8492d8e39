import type { Sql } from "postgres";
import { z } from "zod";
import { sleep } from "../../runtime.ts";
import {
  type QueuedRequest,
  queuedRequest,
  sendRequest,
  type StoredResponse,
  wakeOf,
} from "./send-request.ts";
import type { NetState } from "./settings.ts";

/** What became of a batch: nothing was there to do, something was done, or the extension is not installed. */
type BatchResult = "idle" | "worked" | "absent";

/**
 * One iteration of the worker in one transaction: takes up to batch_size calls in id order, makes them all at once,
 * stores all answers when the slowest has ended. If it raises, the calls are back in the queue and will be repeated.
 * `sql` must hold a single connection.
 */
export async function runBatch(sql: Sql, state: NetState, abort: AbortSignal): Promise<BatchResult> {
  const { settings } = state;
  // Not awaited one by one: the three statements travel together, which saves two round trips before the first byte goes out.
  const begun = sql.unsafe("begin");
  const taken = sql.unsafe(
    `delete from net.http_request_queue
     where ctid = any (array(
       select ctid from net.http_request_queue order by id limit $1 for update skip locked
     ))
     returning id, method, url, body, timeout_milliseconds, (
       select coalesce(jsonb_agg(jsonb_build_array(key, value)), '[]') from jsonb_each_text(headers) where value is not null
     ) as headers`,
    [settings.batch_size],
    { prepare: true },
  );
  try {
    await Promise.all([begun, taken]);
    const requests = z.array(queuedRequest).parse(await taken).sort((a, b) => a.id - b.id);
    const answers = Promise.all(requests.map((request) => make(request, state, abort)));
    // It is awaited below; a crash may reject it before that.
    answers.catch(() => {});
    // While the calls are under way.
    const expired = await sql.unsafe(
      `delete from net._http_response
       where ctid = any (array(
         select ctid from net._http_response where created < now() - interval '6 hours' limit $1
       ))`,
      [settings.batch_size],
      { prepare: true },
    );
    const responses = (await answers).filter((answer) => answer !== undefined);
    if (responses.length > 0) await store(sql, responses);
    await sql.unsafe("commit");
    return requests.length + expired.count > 0 ? "worked" : "idle";
  } catch (error) {
    // A lost connection has rolled back by itself.
    if (!abort.aborted) await sql.unsafe("rollback");
    if (isMissing(error)) return "absent";
    throw error;
  }
}

/** The extension is not installed, or has just been dropped. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "42P01" || error.code === "3F000");
}

/** One call, with the faults that are set; undefined when it was dropped. */
async function make(
  request: QueuedRequest,
  state: NetState,
  abort: AbortSignal,
): Promise<StoredResponse | undefined> {
  const { drop, duplicate, delay_ms } = state.settings;
  const wake = wakeOf(request);
  if (drop === "all" || drop === wake) {
    state.count("dropped", wake);
    return undefined;
  }
  if (delay_ms > 0) {
    state.count("delayed", wake);
    await sleep(delay_ms, abort);
  }
  if (duplicate) {
    state.count("duplicated", wake);
    sendRequest(request, abort).catch(() => {});
  }
  state.count("sent", wake);
  return await sendRequest(request, abort);
}

async function store(sql: Sql, responses: StoredResponse[]): Promise<void> {
  await sql.unsafe(
    `insert into net._http_response (id, status_code, content_type, headers, content, timed_out, error_msg)
     select id, status_code, content_type, headers, content, timed_out, error_msg
     from jsonb_to_recordset($1::text::jsonb) as answer (
       id bigint, status_code integer, content_type text, headers jsonb, content text, timed_out boolean, error_msg text
     )`,
    [JSON.stringify(responses)],
    { prepare: true },
  );
}
