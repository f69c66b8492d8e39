import { z } from "zod";
import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { mask } from "../../cli/mask.ts";
import { type HostAnswer, parseBody } from "../http/answer.ts";
import type { Dialect } from "../http/dialect.ts";
import type { HostToken } from "../token.ts";

const errorBody = z.object({
  message: z.string(),
  errors: z.array(z.union([
    z.string(),
    z.object({
      resource: z.string().optional(),
      field: z.string().optional(),
      code: z.string().optional(),
      message: z.string().optional(),
    }),
  ])).optional(),
});

/** How GitHub is spoken to, and what its refusals mean. Source: GitHub, "Getting started with the REST API", "Troubleshooting the REST API". */
export function githubDialect(name: string): Dialect {
  return {
    name,
    headers: ({ value }) => ({
      authorization: `Bearer ${value}`,
      accept: "application/vnd.github+json",
      "x-github-api-version": "2022-11-28",
      // without one GitHub answers 403
      "user-agent": "slipway",
    }),
    refusal: (what, answer, token) => refusal(name, what, answer, token),
  };
}

/** Whether a 422 has an error of this code, as `already_exists`. */
export function hasErrorCode(answer: HostAnswer, code: string): boolean {
  const { data } = errorBody.safeParse(parseBody(answer));
  return answer.status === 422 &&
    (data?.errors ?? []).some((one) => typeof one === "string" ? one.includes(code) : one.code === code);
}

/** All that GitHub says in words. */
export function saidBy(answer: HostAnswer): string {
  const { data } = errorBody.safeParse(parseBody(answer));
  if (data === undefined) return `HTTP ${answer.status}`;
  const details = (data.errors ?? []).map((one) =>
    typeof one === "string"
      ? one
      : one.message ?? [one.resource, one.field, one.code].filter((part) => part !== undefined).join(" ")
  );
  return mask.apply([data.message, ...details].join("; "));
}

/** The permissions that the host would want, in words: `,` is and, `;` is or. Null when it does not say. */
export function wantedPermissions({ headers }: HostAnswer): string | null {
  const permissions = headers.get("x-accepted-github-permissions");
  if (permissions) {
    return permissions.split(";").map((all) => all.split(",").map((one) => one.trim()).join(" and ")).join(
      ", or ",
    );
  }
  const scopes = headers.get("x-accepted-oauth-scopes");
  return scopes ? `one of the scopes ${scopes}` : null;
}

function refusal(name: string, what: string, answer: HostAnswer, { source }: HostToken): CommandError {
  const said = saidBy(answer);
  const wanted = wantedPermissions(answer);
  const signOn = /url=(\S+)/.exec(answer.headers.get("x-github-sso") ?? "")?.[1];
  switch (answer.status) {
    case 401:
      return new CommandError(
        "host_token_refused",
        `${name} does not take the token of ${source}: ${said}`,
        `Look whether it has expired or was revoked, and whether it is for ${name}.`,
        exitCode.credentials,
      );
    case 403:
      return new CommandError(
        "host_scope_missing",
        `${name} does not let the token of ${source} do ${what}: ${said}`,
        signOn !== undefined
          ? `Authorise the token for the organisation: ${signOn}`
          : `Give the token ${wanted ?? "the right to do it"}.`,
        exitCode.credentials,
      );
    case 404:
      return new CommandError(
        "host_refused",
        `${name} has nothing at ${what}, or hides it from the token of ${source}: ${said}`,
        wanted === null
          ? "Look whether the repository's name is right and the token may see it."
          : `If it is there, the token needs ${wanted}.`,
        exitCode.refused,
      );
    default:
      return new CommandError(
        "host_refused",
        `${name} refuses ${what}: ${said}`,
        answer.status === 410
          ? "It is switched off in the settings of the repository."
          : "Fix what it names, then run the command again.",
        exitCode.refused,
      );
  }
}
