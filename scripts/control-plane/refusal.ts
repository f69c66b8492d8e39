import { readError } from "../../functions/_shared/contract/data-api.ts";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import type { Credential } from "./credentials.ts";

/** What a stable code means to whoever waits for the command; every other refusal of the database is a guard's. */
const exitCodes: Record<string, number> = {
  lease_held: exitCode.leaseHeld,
  lease_lost: exitCode.leaseHeld,
  reason_missing: exitCode.usage,
};

/**
 * An answer other than 2xx as a CommandError. What our SQL raises (SQLSTATE PTnnn) keeps its stable code, detail and
 * hint. Source: PostgREST, "Errors".
 */
export function refusal(status: number, text: string, credential: Credential, name: string): CommandError {
  const body = readError(text);
  const code = body?.code ?? "";
  if (status === 401 || status === 403 || code === "42501") {
    return new CommandError(
      "credential_refused",
      `${credential.url} refused the ${credential.kind} key of ${credential.source}`,
      credential.kind === "publishable"
        ? "This needs a secret key: slipway link, or SLIPWAY_SECRET_KEY."
        : "Take a secret key of this project from its API settings: slipway link.",
      exitCode.credentials,
    );
  }
  if (/^PT\d{3}$/.test(code) && body?.message) {
    return new CommandError(
      body.message,
      body.details || body.message,
      body.hint ?? "",
      exitCodes[body.message] ?? exitCode.refused,
    );
  }
  if (code === "PGRST202" || code === "42883") {
    return new CommandError(
      "migrations_missing",
      `${credential.url} has no ship.${name} as this version of slipway calls it`,
      "Apply the migrations: supabase db push.",
    );
  }
  if (code === "PGRST106") {
    return new CommandError(
      "schema_not_exposed",
      `${credential.url} does not expose the schema ship`,
      "Add ship to the exposed schemas: supabase config push, or Settings > API.",
    );
  }
  if ([502, 503, 504, 540].includes(status)) {
    return new CommandError(
      "control_plane_unreachable",
      `${credential.url} is not available (${status})`,
      "Try again; a paused project is restored in the dashboard.",
    );
  }
  // 22 and 23: the database does not take the values
  const isRefused = /^2[23]/.test(code);
  return new CommandError(
    isRefused ? "values_refused" : "control_plane_failed",
    `ship.${name}: ${body?.message || `status ${status} without a reason`}`,
    isRefused
      ? "Check version.json and the arguments."
      : "Check the address: it is the project's, without a path.",
    isRefused ? exitCode.refused : exitCode.failure,
  );
}
