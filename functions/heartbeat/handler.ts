import { z } from "zod";
import { heartbeat } from "../_shared/contract/jobs.ts";
import type { Call } from "../_shared/contract/rpc.ts";
import { readJson } from "../_shared/endpoint/body.ts";
import type { Handler } from "../_shared/endpoint/endpoint.ts";

const limit = 8 * 1_024;

const beatSchema = z.strictObject({
  job: z.string().regex(/^[a-z][a-z0-9-]{0,47}$/),
  ok: z.boolean().optional(),
  ms: z.int().min(0).optional(),
  note: z.string().max(4_000).optional(),
});

/** A job says that it has finished. Answers with what it owes next, and nothing about other jobs. */
export function handleBeat(call: Call): Handler {
  return async (request) => {
    const beat = await readJson(request, beatSchema, { limit });
    const { job, state, next_due_at } = await call(heartbeat, beat);
    return Response.json({ job, state, next_due_at }, { headers: { "cache-control": "no-store" } });
  };
}
