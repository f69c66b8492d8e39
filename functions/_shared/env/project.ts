import { z } from "zod";
import { baseUrl, json, text } from "./env.ts";

/** Keys by name, so that a named one can be rotated alone. */
const keys = json.pipe(z.record(z.string(), text).refine((map) => Object.keys(map).length > 0));

/** Of a part that needs no more of the project. */
export const serviceVariables = { SUPABASE_URL: baseUrl, SUPABASE_SECRET_KEYS: keys };

/** With the rights of service_role. */
export function serviceOf({ SUPABASE_URL: url, SUPABASE_SECRET_KEYS: secretKeys }: ServiceVariables) {
  return { url, key: defaultKey(secretKeys) };
}

type ServiceVariables = z.infer<z.ZodObject<typeof serviceVariables>>;

/** What the platform says about its own project. */
export const projectEnv = z.object({
  ...serviceVariables,
  SUPABASE_PUBLISHABLE_KEYS: keys,
  // keys of the kind before; they open nothing here, and are counted for as long as somebody sends them
  SUPABASE_ANON_KEY: text.optional(),
  SUPABASE_SERVICE_ROLE_KEY: text.optional(),
}).transform(
  (
    { SUPABASE_PUBLISHABLE_KEYS: publishableKeys, SUPABASE_ANON_KEY, SUPABASE_SERVICE_ROLE_KEY, ...service },
  ) => ({
    publishableKeys,
    secretKeys: service.SUPABASE_SECRET_KEYS,
    /** Whose use is counted. */
    countedKeys: [
      ...Object.values(publishableKeys),
      ...Object.values(service.SUPABASE_SECRET_KEYS),
      ...[SUPABASE_ANON_KEY, SUPABASE_SERVICE_ROLE_KEY].filter((key) => key !== undefined),
    ],
    /** With the rights of anyone. */
    anyone: { url: service.SUPABASE_URL, key: defaultKey(publishableKeys) },
    service: serviceOf(service),
  }),
);

function defaultKey(named: Record<string, string>): string {
  return named.default ?? Object.values(named)[0] ?? "";
}
