// What the functions process and its parent, and its workers, say to each other.

import { z } from "zod";

/** Why a worker is told to go; the runtime's own words. */
export const unloadReason = z.enum(["cpu", "memory", "wall_clock", "early_drop", "termination"]);
export type UnloadReason = z.infer<typeof unloadReason>;

/** The line on standard output, once every function serves or has failed to boot, and at each change. */
export const readyLine = z.object({
  ready: z.record(z.string(), z.int()),
  failed: z.array(z.string()),
  control: z.int(),
});

/** The body of a POST on the process' control port. */
export const hostCommand = z.object({
  do: z.literal("beforeunload"),
  function: z.string().optional(),
  reason: unloadReason,
});
export type HostCommand = z.infer<typeof hostCommand>;

/** Host → worker. */
export const workerCommand = z.discriminatedUnion("do", [
  z.object({ do: z.literal("start"), name: z.string(), entry: z.string() }),
  z.object({ do: z.literal("beforeunload"), reason: unloadReason }),
]);

/** Worker → host. `idle` answers `beforeunload`: no background task is left. */
export const workerReport = z.discriminatedUnion("is", [
  z.object({ is: z.literal("listening"), port: z.int() }),
  z.object({ is: z.literal("failed") }),
  z.object({ is: z.literal("idle") }),
]);
export type WorkerReport = z.infer<typeof workerReport>;
