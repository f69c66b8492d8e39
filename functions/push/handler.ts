import { requireApiKey } from "../_shared/auth.ts";
import type { Deps } from "../_shared/deps.ts";
import { endpoint, type Handler } from "../_shared/endpoint.ts";
import { drainMs, readNothing } from "../_shared/wake.ts";

/** Drains push batches within this isolate's budget; 202 once the first claim is answered. */
export function push(
  { env, runtime, log, pushes }: Pick<
    Deps,
    "env" | "runtime" | "log" | "pushes"
  >,
): Handler {
  return endpoint({
    methods: ["POST"],
    authorize: requireApiKey(env, ["secret"]),
    log,
    now: runtime.now,
  }, async (request) => {
    await readNothing(request);
    const { claimed, drained } = await pushes.wake(runtime.now() + drainMs);
    runtime.waitUntil(drained);
    return Response.json({ claimed }, { status: 202 });
  });
}
