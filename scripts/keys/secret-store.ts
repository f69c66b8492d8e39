import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { CommandError } from "../cli/command-error.ts";
import { mask } from "../cli/mask.ts";
import { planSecretsList, planSecretsSet } from "../deploy/adapters/supabase.ts";
import { askCli } from "../deploy/ask-cli.ts";
import { capture } from "../deploy/capture.ts";
import { makeTempDir, removeDir } from "../runtime.ts";
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

/**
 * Sets secrets of the project in one call, with the login of its Supabase CLI. The values go through a file that only this user can read: arguments
 * are for everybody on the machine to see. Raises `secret_not_set`.
 */
export async function setSecrets(
  { context, session: { signal } }: KeyPlace,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const folder = await makeTempDir("slipway-keys-");
  try {
    const file = join(folder, "keys.env");
    const lines = Object.entries(values).map(([name, value]) => {
      mask.add(value);
      return `${name}='${value}'\n`;
    });
    await writeFile(file, lines.join(""), { mode: 0o600, flag: "wx" });
    const command = planSecretsSet(context, file);
    const { code, stderr } = await capture(command, signal);
    if (code === 0) return;
    throw new CommandError(
      "secret_not_set",
      `"supabase secrets set" of ${Object.keys(values).join(", ")} ended with code ${code}: ${
        mask.apply(stderr.split("\n").at(-1) ?? "")
      }`,
      "Run npx supabase login, or set SUPABASE_ACCESS_TOKEN; then go on with --resume.",
    );
  } finally {
    await removeDir(folder);
  }
}
