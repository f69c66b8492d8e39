import { z } from "zod";
import type { Answer } from "../../deploy/ask-cli.ts";
import { type Diagnosis, ill, unknown, well } from "./diagnosis.ts";

/** What the CLI says of a project's function secrets: their names. */
export const secretsList = z.object({ secrets: z.array(z.object({ name: z.string() })) });

const login = "Run npx supabase login, or set SUPABASE_ACCESS_TOKEN.";

/** `command`: what applies them. */
export function describeMigrations(pending: Answer<number>, command: string): Diagnosis {
  if ("problem" in pending) return unknown("migrations", pending.problem, login);
  return pending.value === 0
    ? well("migrations", "every migration is applied")
    : ill("migrations", `${pending.value} migrations are pending`, `Run ${command}.`);
}

export function describeFunctions(problems: readonly string[], names: readonly string[]): Diagnosis {
  return problems.length === 0 ? well("functions", `${names.join(", ")} answer`) : ill(
    "functions",
    `the platform ${problems.join("; ")}`,
    "Run npx supabase functions deploy --use-api; its log says why one does not start.",
  );
}

export function describeSecrets(listed: Answer<z.infer<typeof secretsList>>): Diagnosis {
  return "problem" in listed
    ? unknown("secrets", listed.problem, login)
    : well("secrets", `${listed.value.secrets.length} function secrets are set`);
}
