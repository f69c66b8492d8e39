import { z } from "zod";
import type { ResumedShip } from "../../control-plane/control-plane.ts";
import { witnessPattern } from "../trust/witness.ts";

/** What the journal tells about a ship. */
export interface JournalState {
  isDeploying: boolean;
  message?: string;
  /** Hundredths of a percent; everybody when it is missing. */
  share?: number;
  /** Why it happens outside of the environment's hours. */
  reason?: string;
  /** Without a build when the bump had not begun. */
  number: { build?: number; previous?: number; isNew?: boolean };
  /** The clone that began it; undefined when its checks had not passed. */
  clone?: string;
  /** What its commit says of the audit log; undefined when it says nothing. */
  auditWitness?: string;
  /** New files that the guards saw; undefined when they had not passed. */
  seenFiles?: ReadonlySet<string>;
  /** The last commit that was journalled; empty when none was. */
  sha: string;
  /** Steps of which the last word is that they ended. */
  ended: ReadonlySet<string>;
}

const detailSchema = z.object({
  deploy: z.boolean().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  reason: z.string().optional().catch(undefined),
  share: z.int().optional().catch(undefined),
  build: z.int().optional().catch(undefined),
  previous: z.int().optional().catch(undefined),
  is_new: z.boolean().optional().catch(undefined),
  clone: z.string().optional().catch(undefined),
  audit: z.string().regex(witnessPattern).optional().catch(undefined),
  new_files: z.array(z.string()).optional().catch(undefined),
  sha: z.string().regex(/^[0-9a-f]{40,64}$/).optional().catch(undefined),
});

/** Reads the journal, in which later entries count more. It is a hint; what happened is asked of git and of the world. */
export function restoreFromJournal({ steps }: Pick<ResumedShip, "steps">): JournalState {
  const details = steps.map(({ detail }) => detailSchema.parse(detail));
  return {
    isDeploying: last(details, "deploy") ?? true,
    message: last(details, "message"),
    share: last(details, "share"),
    reason: last(details, "reason"),
    number: {
      build: last(details, "build"),
      previous: last(details, "previous"),
      isNew: last(details, "is_new"),
    },
    clone: last(details, "clone"),
    auditWitness: last(details, "audit"),
    seenFiles: toSet(last(details, "new_files")),
    sha: last(details, "sha") ?? "",
    ended: new Set(
      [...new Map(steps.map(({ step, state }) => [step, state]))]
        .filter(([, state]) => state === "done" || state === "skipped").map(([step]) => step),
    ),
  };
}

function toSet(paths: string[] | undefined): Set<string> | undefined {
  return paths && new Set(paths);
}

type Details = z.infer<typeof detailSchema>;

function last<Name extends keyof Details>(details: Details[], name: Name): Details[Name] {
  return details.findLast((detail) => detail[name] !== undefined)?.[name];
}
