import type { Candidate } from "./candidate.ts";
import { slipwayFunctions } from "../files/own-files.ts";
import type { Snapshot } from "./snapshot.ts";

/** The Supabase project: what its build counts is migrations applied and functions deployed. Slipway's own functions are among them. */
export function proposeSupabase({ files }: Snapshot): Candidate {
  const own = [...files].flatMap((path) =>
    /^supabase\/functions\/([A-Za-z][\w-]*)\/index\.(ts|tsx|js|mjs)$/.exec(path)?.[1] ?? []
  );
  const functions = [...new Set([...own, ...slipwayFunctions()])].sort();
  return {
    key: "supabase",
    component: {
      name: "Supabase",
      label: "api",
      kind: "database",
      build: 0,
      version: "1.0.0",
      paths: ["supabase"],
      deploy: { type: "supabase", migrations: true, functions },
      verify: [{ type: "supabase" }],
    },
    remarks: [],
  };
}

/** The ref of the hosted project that `supabase link` remembered, if it did. */
export function linkedProject({ read }: Snapshot): string | undefined {
  const ref = read("supabase/.temp/project-ref")?.trim() ?? "";
  return /^[a-z]{20}$/.test(ref) ? ref : undefined;
}
