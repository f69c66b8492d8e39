import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandError } from "../cli/command-error.ts";
import { mask } from "../cli/mask.ts";
import { makeTempDir, removeDir } from "../runtime.ts";
import { planSecretsSet } from "./adapters/supabase.ts";
import { capture } from "./capture.ts";
import type { DeployContext } from "./context.ts";

/**
 * Sets secrets of the project in one call, as lines of an env file, with the login of its Supabase CLI. The values go through a file that
 * only this user can read: arguments are for everybody on the machine to see. Raises `secret_not_set`; `otherwise` ends its hint.
 */
export async function setSecretLines(
  context: DeployContext,
  lines: readonly string[],
  otherwise: string,
): Promise<void> {
  const folder = await makeTempDir("slipway-secrets-");
  try {
    const file = join(folder, "secrets.env");
    await writeFile(file, `${lines.join("\n")}\n`, { mode: 0o600, flag: "wx" });
    const command = planSecretsSet(context, file);
    const { code, stderr } = await capture(command, context.signal);
    if (code === 0) return;
    throw new CommandError(
      "secret_not_set",
      `"${command.shown}" ended with code ${code}: ${mask.apply(stderr.split("\n").at(-1) ?? "")}`,
      `Run npx supabase login, or set SUPABASE_ACCESS_TOKEN; ${otherwise}`,
    );
  } finally {
    await removeDir(folder);
  }
}
