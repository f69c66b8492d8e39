import { z } from "zod";
import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { mask } from "../../cli/mask.ts";
import type { GitHub } from "./context.ts";

const answerSchema = z.object({
  data: z.unknown(),
  errors: z.array(z.object({ type: z.string().optional(), message: z.string() })).optional(),
});

/**
 * Asks what the REST API does not say. A query writes nothing, so it is repeated as a read is, and does not wait in the row of the writes. Failures
 * come with the status 200: raises `host_scope_missing` (exit 4), `host_limited`, `host_refused` (exit 5) by what they say.
 */
export async function ask<Schema extends z.ZodType>(
  { client, name }: GitHub,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  schema: Schema,
): Promise<z.output<Schema>> {
  const url = new URL(addressOf(client.options.api));
  const answer = await client.ask({
    ...{ method: "POST", url, headers: { "content-type": "application/json" } },
    body: JSON.stringify({ query, variables }),
  }, true);
  if ("found" in answer) throw new Error("a query has nothing to recover");
  const { data, errors } = await client.checked("POST /graphql", answer, answerSchema);
  const [first] = errors ?? [];
  if (first !== undefined) throw refusal(name, first);
  return await client.checked(
    "POST /graphql",
    { ...answer, text: JSON.stringify(data ?? null) },
    schema,
  );
}

/** GitHub, "Forming calls with GraphQL": beside the REST API, at an Enterprise Server below /api as well. */
function addressOf(api: string): string {
  return api.endsWith("/api/v3") ? api.replace(/\/v3$/, "/graphql") : `${api}/graphql`;
}

function refusal(name: string, { type, message }: { type?: string; message: string }): CommandError {
  const said = mask.apply(message);
  if (type === "FORBIDDEN" || type === "INSUFFICIENT_SCOPES") {
    return new CommandError(
      "host_scope_missing",
      `${name} does not let the token ask for review threads: ${said}`,
      "Give the token pull_requests=read.",
      exitCode.credentials,
    );
  }
  if (type === "RATE_LIMITED") {
    return new CommandError("host_limited", `${name}: ${said}`, "Run the command again in an hour.");
  }
  return new CommandError(
    "host_refused",
    `${name} refuses a query: ${said}`,
    "Look whether the repository's name is right and the token may see it.",
    exitCode.refused,
  );
}
