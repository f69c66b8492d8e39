import type { Call } from "../_shared/contract/rpc.ts";
import { takeStoreEvent } from "../_shared/contract/store.ts";
import { readEmptyBody, readSigned } from "../_shared/endpoint/body.ts";
import { backgroundMs, type Handler } from "../_shared/endpoint/endpoint.ts";
import type { Log } from "../_shared/endpoint/log.ts";
import { errorName } from "../_shared/endpoint/problem.ts";
import type { Runtime } from "../_shared/runtime.ts";
import { eventRow, eventSchema } from "./event.ts";
import type { Looks } from "./look.ts";
import { requireSignature, signatureHeader } from "./signature.ts";

/** Apple's events have about 1 kB. */
const limit = 64 * 1024;

/**
 * Takes an event of App Store Connect, and answers once it is written down: the store waits for nothing else, and asks again when nobody
 * answers. Woken by the database it does the looks that are due. Either way the store is asked in the background.
 */
export function listenToStore(
  { call, looks, secrets, on, log }: {
    call: Call;
    looks: Looks;
    secrets: readonly string[];
    on: Pick<Runtime, "now" | "waitUntil">;
    log: Log;
  },
): Handler {
  function goOn(work: Promise<void>): void {
    on.waitUntil(work.catch((error) => log("store_looks_broken", { cause: errorName(error) })));
  }

  async function takeEvent(request: Request, signature: string): Promise<Response> {
    const deadlineMs = on.now() + backgroundMs;
    const event = await readSigned(request, eventSchema, {
      limit,
      verify: (bytes) => requireSignature(signature, bytes, secrets),
    });
    const taken = await call(takeStoreEvent, eventRow(event, appIdOf(request)));
    if (taken.due > 0) goOn(looks.claim().then((claimed) => looks.run(claimed, deadlineMs)));
    const { is_new, outcome, code } = taken;
    return Response.json({ is_new, outcome, ...code === null ? {} : { code } });
  }

  return async (request) => {
    const signature = request.headers.get(signatureHeader);
    if (signature !== null) return await takeEvent(request, signature);
    await readEmptyBody(request);
    const claimed = await looks.claim();
    goOn(looks.run(claimed, on.now() + backgroundMs));
    return Response.json({ claimed: claimed.length }, { status: 202 });
  };
}

/** The last part of the address that `slipway ios webhook install` gave to the webhook; an address without it is about any app. */
function appIdOf(request: Request): string | undefined {
  const last = new URL(request.url).pathname.split("/").at(-1) ?? "";
  return /^\d{5,20}$/.test(last) ? last : undefined;
}
