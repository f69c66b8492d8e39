import { registerDevice, unregisterDevice } from "../_shared/contract/devices.ts";
import type { Call } from "../_shared/contract/rpc.ts";
import {
  type Registration,
  type RegistrationAnswer,
  registrationSchema,
  type Removal,
  removalSchema,
} from "../_shared/contract/wire.ts";
import { readJson } from "../_shared/endpoint/body.ts";
import type { Handler } from "../_shared/endpoint/endpoint.ts";
import { Problem } from "../_shared/endpoint/problem.ts";

const limit = 8 * 1_024;

/** Registers and unregisters a push token. */
export function handleDevices(call: Call): Handler {
  return async (request) => {
    if (request.method === "DELETE") {
      const device: Removal = await readJson(request, removalSchema, { limit });
      await call(unregisterDevice, device);
      return new Response(null, { status: 204 });
    }
    const { environment, ...device }: Registration = await readJson(request, registrationSchema, { limit });
    const answered = await call(registerDevice, {
      ...device,
      apns_environment: environment,
      client_address: clientAddress(request.headers),
    });
    if (!answered.registered) throw registrationLimited(answered.retry_after_s);
    const answer: RegistrationAnswer = answered;
    return Response.json(answer, { headers: { "cache-control": "no-store" } });
  };
}

/** The seconds differ from device to device, so that those that were refused together do not come back together. */
function registrationLimited(seconds: number): Problem {
  return new Problem("registration_limited", 429, "Too many new devices, from this address or in all.", {
    hint: "Register again after as many seconds as retry-after says. A device that is registered stays so.",
    headers: { "retry-after": String(seconds) },
  });
}

/** What the platform's edge says, not what a client may put in front of it: the last hop is the trusted one. */
function clientAddress(headers: Headers): string {
  const forwarded = headers.get("x-forwarded-for")?.split(",").at(-1);
  return (headers.get("cf-connecting-ip") ?? forwarded ?? "").trim().slice(0, 64) || "unknown";
}
