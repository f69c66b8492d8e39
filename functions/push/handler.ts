import { readEmptyBody } from "../_shared/endpoint/body.ts";
import { backgroundMs, type Handler } from "../_shared/endpoint/endpoint.ts";
import type { PushWorker } from "../_shared/push/worker.ts";
import type { Runtime } from "../_shared/runtime.ts";

/** Drains push batches within this isolate's budget; 202 once the first claim is answered. */
export function drainPushes(
  { worker, on }: { worker: PushWorker; on: Pick<Runtime, "now" | "waitUntil"> },
): Handler {
  return async (request) => {
    await readEmptyBody(request);
    const { claimed, drained } = await worker.wake(on.now() + backgroundMs, ownName(request));
    on.waitUntil(drained);
    return Response.json({ claimed }, { status: 202 });
  };
}

/** Under which this function is deployed: a project may give Slipway's functions a prefix, and have another `push`. */
function ownName(request: Request): string | undefined {
  return new URL(request.url).pathname.split("/").at(-1);
}
