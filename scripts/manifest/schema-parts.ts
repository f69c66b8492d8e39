import { z } from "zod";
import { path, text } from "./schema-fields.ts";

const target = text.describe("A name in `ship.targets`; two ships never deploy to the same target at once.");
const rollback = { rollback: text.optional().describe("The command that brings an older build back.") };

/** How a component reaches its users. */
export const deploy = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("npm"),
    script: text.describe("A script of the component's package.json."),
    target: target.optional(),
    ...rollback,
  }),
  z.strictObject({
    type: z.literal("command"),
    run: text.describe("A shell command, run at the root of the repository."),
    target: target.optional(),
    ...rollback,
  }),
  z.strictObject({
    type: z.literal("ssh"),
    target,
    run: text.describe("A shell command, run on the target."),
    unit: text.optional().describe("The name of the service there, when it is not the component's."),
    ...rollback,
  }),
  z.strictObject({
    type: z.literal("supabase"),
    migrations: z.boolean().describe("Whether pending migrations are applied first."),
    functions: z.array(text).describe("The edge functions to deploy; an empty list deploys none."),
    types: path.optional().describe("The file of the database's generated types: slipway migration types."),
  }),
]);
