import { z } from "zod";

/** What a command that ended left. */
export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** A command that shall run: all of its environment, and what it reads. */
export const orderSchema = z.object({
  id: z.number(),
  words: z.array(z.string()),
  cwd: z.string(),
  env: z.record(z.string(), z.string()),
  input: z.string(),
});
export type Order = z.infer<typeof orderSchema>;

export const answerSchema = z.object({ id: z.number(), code: z.number() });
export type Answer = z.infer<typeof answerSchema>;

/** What follows the last byte that the command wrote, on both streams. */
export const endOf = (id: number): string => `\0${id}\0`;
