import {
  type AnnouncementReport,
  announcementReport,
  reannounce,
} from "../_shared/contract/announcements.ts";
import type { Call } from "../_shared/contract/rpc.ts";
import { readEmptyBody } from "../_shared/endpoint/body.ts";
import type { Handler } from "../_shared/endpoint/endpoint.ts";
import type { Log } from "../_shared/endpoint/log.ts";
import { errorName } from "../_shared/endpoint/problem.ts";
import type { DeliveryDrain } from "../_shared/outbox/drain.ts";
import type { PushWorker } from "../_shared/push/worker.ts";
import type { Runtime } from "../_shared/runtime.ts";

const component = "ios";
const inlineMs = 20_000;
const pollMs = 200;

/**
 * Announces the present iOS build once more, for a person or CI who wants to see the result: delivers inline for at most
 * 20 s. Other workers may take part or all of it, so the answer comes from the database's rows.
 */
export function announceAgain(
  { call, drain, worker, on, log }: {
    call: Call;
    drain: DeliveryDrain;
    worker: PushWorker;
    on: Pick<Runtime, "now" | "sleep" | "waitUntil">;
    log: Log;
  },
): Handler {
  async function deliver(deadlineMs: number): Promise<void> {
    const deliveries = drain.claim().then((claimed) => drain.run(claimed, deadlineMs));
    const pushes = worker.wake(deadlineMs).then((running) => running.drained);
    const results = await Promise.allSettled([deliveries, pushes]);
    for (const result of results) {
      if (result.status === "rejected") log("notify_drain_broken", { cause: errorName(result.reason) });
    }
  }

  return async (request) => {
    await readEmptyBody(request);
    const deadlineMs = on.now() + inlineMs;
    const announcement = await call(reannounce, { component, reason: "notify-ios-build" });
    let report: AnnouncementReport;
    do {
      const delivered = deliver(deadlineMs);
      on.waitUntil(delivered);
      await Promise.race([delivered, on.sleep(Math.max(0, deadlineMs - on.now()))]);
      report = await call(announcementReport, { announcement });
      if (!report.complete && on.now() < deadlineMs) await on.sleep(pollMs);
    } while (!report.complete && on.now() < deadlineMs);
    const { broadcast, apns } = report;
    const stopped = whyStopped(apns);
    return Response.json({
      broadcast: { ok: broadcast.ok, status: broadcast.status },
      apns: { sent: apns.sent, total: apns.total, results: apns.results, ...stopped },
      // 0 of 0 because nobody could be told is not the same as nobody to tell
      complete: report.complete && stopped === undefined,
      announcement,
    }, { headers: { "cache-control": "no-store" } });
  };
}

/** Why the pushes have ended without telling everybody, or never began; undefined while they run, and when all went well. */
function whyStopped({ state, error, detail }: AnnouncementReport["apns"]) {
  switch (state) {
    case null:
      return { stopped: "transport_off" };
    case "superseded":
      return { stopped: "superseded" };
    case "failed":
    case "skipped":
      return { stopped: error ?? "unknown", ...(detail ? { detail } : {}) };
    default:
      return undefined;
  }
}
