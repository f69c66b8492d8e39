import { requireBearer } from "../_shared/auth.ts";
import type { Deps } from "../_shared/deps.ts";
import { endpoint, type Handler } from "../_shared/endpoint.ts";
import { errorName } from "../_shared/errors.ts";
import type { AnnouncementReport } from "../_shared/schemas.ts";
import { readNothing } from "../_shared/wake.ts";

const component = "ios";
const inlineMs = 20_000;
const pollMs = 200;

/**
 * Announces the present iOS build once more, for a person or CI who wants to see the result: delivers inline for at most
 * 20 s. Other workers may take part or all of it, so the answer comes from the database's rows.
 */
export function notifyIosBuild(
  { env, runtime, log, database, deliveries, pushes }: Pick<
    Deps,
    "env" | "runtime" | "log" | "database" | "deliveries" | "pushes"
  >,
): Handler {
  const authorize = requireBearer(env.notifySecret, "NOTIFY_IOS_BUILD_SECRET");

  async function drain(deadlineMs: number): Promise<void> {
    const chat = deliveries.claim().then((claimed) => deliveries.drain(claimed, deadlineMs));
    const devices = pushes.wake(deadlineMs).then((running) => running.drained);
    const results = await Promise.allSettled([chat, devices]);
    for (const result of results) {
      if (result.status === "rejected") {
        log("notify_drain_broken", { cause: errorName(result.reason) });
      }
    }
  }

  return endpoint(
    { methods: ["POST"], authorize, log, now: runtime.now },
    async (request) => {
      await readNothing(request);
      const deadlineMs = runtime.now() + inlineMs;
      const announcement = await database.reannounce(component, "notify-ios-build");
      let report: AnnouncementReport;
      do {
        const drained = drain(deadlineMs);
        runtime.waitUntil(drained);
        await Promise.race([drained, runtime.sleep(Math.max(0, deadlineMs - runtime.now()))]);
        report = await database.announcementReport(announcement);
        if (!report.complete && runtime.now() < deadlineMs) {
          await runtime
            .sleep(pollMs);
        }
      } while (!report.complete && runtime.now() < deadlineMs);
      const { broadcast, apns } = report;
      const stopped = whyStopped(apns);
      return Response.json({
        broadcast: { ok: broadcast.ok, status: broadcast.status },
        apns: { sent: apns.sent, total: apns.total, results: apns.results, ...stopped },
        // 0 of 0 because nobody could be told is not the same as nobody to tell
        complete: report.complete && stopped === undefined,
        announcement,
      }, { headers: { "cache-control": "no-store" } });
    },
  );
}

/** Why the pushes have ended without telling everybody; undefined while they run, and when all went well. */
function whyStopped({ state, error, detail }: AnnouncementReport["apns"]) {
  if (state !== "failed" && state !== "skipped") return undefined;
  return { stopped: error ?? "unknown", ...(detail ? { detail } : {}) };
}
