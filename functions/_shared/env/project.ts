import { z } from "zod";
import { baseUrl, json, text } from "./env.ts";

/** Keys by name, so that a named one can be rotated alone. */
const keys = json.pipe(z.record(z.string(), text).refine((map) => Object.keys(map).length > 0));

/** What the platform says about its own project. */
export const projectEnv = z.object({
  SUPABASE_URL: baseUrl,
  SUPABASE_PUBLISHABLE_KEYS: keys,
  SUPABASE_SECRET_KEYS: keys,
}).transform(
  ({ SUPABASE_URL: url, SUPABASE_PUBLISHABLE_KEYS: publishableKeys, SUPABASE_SECRET_KEYS: secretKeys }) => ({
    publishableKeys,
    secretKeys,
    /** With the rights of anyone. */
    anyone: { url, key: defaultKey(publishableKeys) },
    /** With the rights of service_role. */
    service: { url, key: defaultKey(secretKeys) },
  }),
);

function defaultKey(named: Record<string, string>): string {
  return named.default ?? Object.values(named)[0] ?? "";
}
