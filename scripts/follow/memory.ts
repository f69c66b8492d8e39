import { z } from "zod";
import type { Git } from "../git/git.ts";
import { openCloneMemory } from "../git/clone-memory.ts";

const sha = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);

const memorySchema = z.object({
  /** The commit of the branch that it last set out for. */
  at: sha,
  /** Where it was when it set out: a run that was killed may still be there. */
  from: sha,
  /** The last commit at which everything agreed, and when, as an ISO time. */
  good: z.object({ sha, at: z.string() }).nullable(),
  /** Which commit of each component was deployed here last, and verified. */
  deployed: z.record(z.string(), sha),
  /** Null unless the last run failed. */
  failed: z.object({
    sha,
    code: z.string(),
    why: z.string(),
    tries: z.int().positive(),
    /** Milliseconds since 1970: not tried again before. */
    notBefore: z.number(),
  }).nullable(),
});

/** What a host remembers of an environment from one run to the next. */
export type Memory = z.infer<typeof memorySchema>;

/** The memory of one environment: a file below the git directory that all work trees share. */
export interface KeptMemory {
  /** Null before the first run, and when the file can't be read: then everything is deployed once more. */
  read(): Promise<Memory | null>;
  keep(memory: Memory): Promise<void>;
}

export async function openMemory(git: Git, environment: string): Promise<KeptMemory> {
  const file = await openCloneMemory(git, "follow.json", memorySchema);
  return {
    read: async () => (await file.read())[environment] ?? null,
    keep: (memory) => file.keep(environment, memory),
  };
}
