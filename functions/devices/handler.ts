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
    const answer: RegistrationAnswer = await call(registerDevice, {
      ...device,
      apns_environment: environment,
      client_address: clientAddress(request.headers),
    });
    return Response.json(answer, { headers: { "cache-control": "no-store" } });
  };
}

/** What the platform's edge says, not what a client may put in front of it: the last hop is the trusted one. */
function clientAddress(headers: Headers): string {
  const forwarded = headers.get("x-forwarded-for")?.split(",").at(-1);
  return (headers.get("cf-connecting-ip") ?? forwarded ?? "").trim().slice(0, 64) || "unknown";
}
