import { z } from "zod";
import { CommandError } from "../cli/command-error.ts";
import { mask } from "../cli/mask.ts";
import { planSecretsList } from "../deploy/adapters/supabase.ts";
import { askCli } from "../deploy/ask-cli.ts";
import { setSecretLines } from "../deploy/set-secrets.ts";
import type { KeyPlace } from "./place.ts";

const listed = z.object({ secrets: z.array(z.object({ name: z.string(), value: z.string() })) });

/** SHA-256 of a secret of the project, in hex; null when it is not set. Raises `secrets_unknown`. */
export async function secretDigest({ context }: KeyPlace, name: string): Promise<string | null> {
  const answer = await askCli(context, planSecretsList(context), listed);
  if ("value" in answer) return answer.value.secrets.find((secret) => secret.name === name)?.value ?? null;
  throw new CommandError(
    "secrets_unknown",
    `the secrets of the project ${answer.problem}`,
    "Run npx supabase login, or set SUPABASE_ACCESS_TOKEN.",
  );
}

/** Sets secrets of the project in one call. Raises `secret_not_set`. */
export async function setSecrets(
  { context }: KeyPlace,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const lines = Object.entries(values).map(([name, value]) => {
    mask.add(value);
    return `${name}='${value}'`;
  });
  await setSecretLines(context, lines, "then go on with --resume.");
}
