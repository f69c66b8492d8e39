import { z } from "zod";
import { planSecretsList } from "../../deploy/adapters/supabase.ts";
import { askCli } from "../../deploy/ask-cli.ts";
import type { DeployContext } from "../../deploy/context.ts";
import type { Source } from "../variables.ts";

const secrets = z.object({ secrets: z.array(z.object({ name: z.string(), value: z.string() })) });

/** The secrets of the environment's project. Source: `supabase secrets list` answers names, and SHA-256 of each value in hex. */
export async function readSupabase(context: DeployContext): Promise<Source> {
  const answer = await askCli(context, planSecretsList(context), secrets);
  if ("problem" in answer) {
    return { problem: answer.problem, hint: "Run supabase login, or set SUPABASE_ACCESS_TOKEN." };
  }
  const digests = new Map(answer.value.secrets.map(({ name, value }) => [name, value.toLowerCase()]));
  return { kind: "digests", digests };
}
