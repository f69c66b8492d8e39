import { z } from "zod";
import { keySteps } from "../../functions/_shared/contract/key-steps.ts";
import { key, text } from "./schema-fields.ts";

const shared = {
  component: key.optional().describe(
    "The component whose clients hold the key: it is shipped with the new one, and its minimum is raised.",
  ),
  steps: z.partialRecord(z.enum(keySteps), z.strictObject({ run: text.max(1000) })).default({}).describe(
    "A command of yours for a step: after what Slipway does in it, and in place of a person's confirmation. SLIPWAY_KEY_FILE is a file with the new key.",
  ),
};

/** `ship.keys`: which keys are rotated, and how. */
export const keys = z.record(
  key,
  z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("supabase-publishable"),
      api_key: z.string().regex(/^[a-z_][a-z0-9_]{3,63}$/, "the key's name at the platform").default(
        "default",
      ),
      ...shared,
    }),
    z.strictObject({
      kind: z.literal("secret-list"),
      environment: key.optional().describe(
        "Whose project keeps the list; the environment that announces when it is missing. All other kinds are of the project that announces: it counts who uses them.",
      ),
      secret: z.string().regex(/^[A-Z][A-Z0-9_]{0,255}$/, "the name of a variable").describe(
        "Holds every key that is accepted, separated by commas.",
      ),
      read: text.max(1000).optional().describe(
        "A command that prints the list as it is; the variable of that name in the environment when it is missing.",
      ),
      write: text.max(1000).optional().describe(
        "A command that stores the list, which it finds in the file SLIPWAY_SECRET_FILE; a secret of the Supabase project when it is missing.",
      ),
      ...shared,
    }),
    z.strictObject({
      kind: z.literal("apns"),
      team_id: z.string().regex(/^[A-Z0-9]{10}$/, "10 characters").describe("The team at Apple's."),
      key_id: z.string().regex(/^[A-Z0-9]{10}$/, "10 characters").optional().describe(
        "The id of the key before its first rotation: Apple tells it to people only.",
      ),
      hosts: z.array(z.enum(["production", "sandbox"])).min(1).default(["production"]).describe(
        "Where the key must be taken: Apple's newer keys are for one of them.",
      ),
      ...shared,
    }),
    z.strictObject({ kind: z.literal("signing"), ...shared }),
  ]),
);
