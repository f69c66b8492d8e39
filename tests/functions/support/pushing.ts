import { z } from "zod";
import type { PushWorker } from "../../../functions/_shared/push/worker.ts";
import { type ApnsHost, type Json, Project, type Rpc } from "./project.ts";

const outcomeSchema = z.strictObject({
  id: z.number(),
  status: z.number(),
  reason: z.string(),
  timestamp_ms: z.number().nullable(),
  verdict: z.enum(["dead", "retry", "failed", "corrected"]),
  retry_after_s: z.number().nullable(),
  apns_environment: z.enum(["production", "sandbox"]).nullable(),
  both_hosts: z.boolean(),
});

const writtenSchema = z.strictObject({
  batch_id: z.number(),
  lease_token: z.string(),
  progress_id: z.number(),
  sent_count: z.number(),
  outcomes: z.array(outcomeSchema),
  disposition: z.enum(["progress", "finished", "released"]),
});

/** A project with claimable batches and a shared provider token. */
export function pushing(batches: Json[], apns?: ApnsHost, rpc: Record<string, Rpc> = {}) {
  const project = new Project();
  const queue = [...batches];
  Object.assign(project.rpc, {
    claim_push_batch: () => queue.shift() ?? null,
    finish_push_batch: () => ({ held: true, stop: null }),
    stop_push_run: () => true,
    wake_push: () => null,
    take_provider_token: () => ({ token: "shared-token", issued_at: 1, mint: null }),
    store_provider_token: () => true,
  }, rpc);
  if (apns !== undefined) project.apns = apns;
  let worker: PushWorker | undefined;
  const written = () => project.called("finish_push_batch").map((call) => writtenSchema.parse(call.args));
  return {
    project,
    queue,
    written,
    /** Made when it is first used, so that a test may change the environment before. */
    get worker() {
      return worker ??= project.pushWorker();
    },
    /** Drains to the end, letting time pass. */
    async drain(deadlineMs = 100_000, pushName?: string) {
      const { drained } = await this.worker.wake(project.clock.now + deadlineMs, pushName);
      let isDone = false;
      const end = drained.then(() => isDone = true);
      await project.clock.until(() => isDone);
      await end;
    },
    /** Everything that SQL heard about devices, over all writes. */
    outcomes: () => written().flatMap((slice) => slice.outcomes),
    sentCount: () => written().reduce((sum, slice) => sum + slice.sent_count, 0),
  };
}

/** A refusal as APNs words it. */
export function refused(status: number, reason: string, more: Record<string, unknown> = {}): Response {
  return Response.json({ reason, ...more }, { status });
}

export function accepted(): Response {
  return new Response(null, { status: 200 });
}
