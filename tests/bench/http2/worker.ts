// The push worker's own way to APNs: connection pool, scheduler and reading of answers, without claims and writes.
import { createConnectionPool } from "../../../functions/_shared/apns/connection-pool.ts";
import { withHttp2 } from "../../../functions/_shared/apns/open-http2.ts";
import { ConcurrencyLimit } from "../../../functions/_shared/push/concurrency-limit.ts";
import { DeviceQueue } from "../../../functions/_shared/push/device-queue.ts";
import { type ScheduledBatch, Scheduler } from "../../../functions/_shared/push/scheduler.ts";
import { runtime } from "../../../functions/_shared/runtime.ts";
import { check, job, measured } from "./job.mjs";

const on = withHttp2(runtime);
const urls = { production: job.origin, sandbox: job.origin };
const pool = createConnectionPool({ urls, caCert: job.caCert }, on);
const token = job.path.split("/").at(-1) ?? "";

function send(count: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const scheduler = new Scheduler(on, new ConcurrencyLimit(), count);
  pool.startDrain(() => scheduler.startRequests());
  const { length } = new TextEncoder().encode(job.body);
  const queue = new DeviceQueue(count, pool.get("KEY", "production"), pool.get("KEY", "sandbox"), length);
  let left = count;
  const batch: ScheduledBatch = {
    body: job.body,
    takeNext: () => queue.next(true),
    tokenOf: () => token,
    headersOf: () => ({ values: job.headers, generation: 0 }),
    answered(request, answer) {
      if (answer === null || answer.status === 0) return queue.repeat(request.index, false);
      check(answer.status);
      if (--left > 0) return;
      scheduler.remove(batch);
      resolve();
    },
    tick: () => {},
  };
  scheduler.add(batch);
  return promise;
}

await measured(send);
