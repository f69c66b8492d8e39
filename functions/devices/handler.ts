import { z } from "zod";
import { requireApiKey } from "../_shared/auth.ts";
import type { Deps } from "../_shared/deps.ts";
import { endpoint, type Handler } from "../_shared/endpoint.ts";
import { readJson } from "../_shared/http.ts";
import { pushEnvironmentSchema } from "../_shared/schemas.ts";

const limit = 8 * 1_024;
const short = z.string().min(1).max(64);

/** Apple: "Don't make assumptions about device token size"; hex because it becomes part of a path. */
const token = z.string().min(2).max(512).regex(/^[0-9a-f]+$/i)
  .refine((text) => text.length % 2 === 0).transform((text) => text.toLowerCase());
const topic = z.string().min(1).max(255).regex(/^[A-Za-z0-9.-]+$/);
/** As the database names components: longer keys would not fit into apns-collapse-id. */
const component = z.string().regex(/^[a-z][a-z0-9-]{0,47}$/);

const registration = z.strictObject({
  component,
  token,
  environment: pushEnvironmentSchema,
  topic: topic.optional(),
  kind: z.string().regex(/^[a-z][a-z0-9_-]{0,31}$/).optional(),
  installed_build: z.int().min(0).optional(),
  installation_id: z.guid().optional(),
  os_version: short.optional(),
  locale: short.optional(),
});
const removal = z.strictObject({ token, topic });

/** Registers and unregisters a push token, for apps: with the publishable key. */
export function devices(
  { env, runtime, log, database }: Pick<
    Deps,
    "env" | "runtime" | "log" | "database"
  >,
): Handler {
  const authorize = requireApiKey(env, ["publishable", "secret"]);
  return endpoint({ methods: ["POST", "DELETE"], authorize, log, now: runtime.now }, async (request) => {
    if (request.method === "DELETE") {
      const device = await readJson(request, removal, { limit });
      await database.unregisterDevice(device.token, device.topic);
      return new Response(null, { status: 204 });
    }
    const { environment, ...device } = await readJson(request, registration, { limit });
    return Response.json(
      await database.registerDevice({
        ...device,
        apns_environment: environment,
        client_address: clientAddress(request.headers),
      }),
      { headers: { "cache-control": "no-store" } },
    );
  });
}

/** What the platform's edge says, not what a client may put in front of it: the last hop is the trusted one. */
function clientAddress(headers: Headers): string {
  const forwarded = headers.get("x-forwarded-for")?.split(",").at(-1);
  return (headers.get("cf-connecting-ip") ?? forwarded ?? "").trim().slice(0, 64) || "unknown";
}
