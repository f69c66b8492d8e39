import { z } from "zod";
import { rpc } from "./rpc.ts";

const text = z.string().nullable();

const stepSchema = z.object({
  id: z.int(),
  title: z.string(),
  detail: text,
  environment: text,
  component: text,
  opened_by: z.string(),
  opened_at: z.string(),
  /** Null, as `done_at`, until somebody says that it is done. */
  done_by: text,
  done_at: text,
  note: text,
});
/** What somebody has to do by hand, or did. */
export type OperatorStep = z.infer<typeof stepSchema>;

/** False when all was so before. */
const changedStepSchema = stepSchema.extend({ is_new: z.boolean() });

export const openStep = rpc("open_step", changedStepSchema);
export const closeStep = rpc("close_step", changedStepSchema);
export const operatorSteps = rpc("operator_steps", z.array(stepSchema));
