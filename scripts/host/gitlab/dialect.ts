import { z } from "zod";
import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { mask } from "../../cli/mask.ts";
import { type HostAnswer, parseBody } from "../http/answer.ts";
import type { HostClient } from "../http/client.ts";
import type { Dialect } from "../http/dialect.ts";

/** What every part of the GitLab side works with. */
export interface GitLab {
  client: HostClient;
  /** `/projects/group%2Fname`. */
  base: string;
  /** As people call the host. */
  name: string;
}

const errorBody = z.object({
  message: z.unknown().optional(),
  error: z.unknown().optional(),
  error_description: z.unknown().optional(),
});

/** How GitLab is spoken to, and what its refusals mean. Source: GitLab, "REST API troubleshooting". */
export function gitlabDialect(name: string): Dialect {
  return {
    name,
    headers: ({ value, kind }) => ({
      [kind === "job" ? "job-token" : "private-token"]: value,
      accept: "application/json",
      "user-agent": "slipway",
    }),
    refusal(what, answer, { source }) {
      const said = saidBy(answer);
      const token = `the token of ${source}`;
      switch (answer.status) {
        case 401:
          return new CommandError(
            "host_token_refused",
            `${name} does not take ${token}: ${said}`,
            "Look whether it has expired or was revoked.",
            exitCode.credentials,
          );
        case 403:
          return new CommandError(
            "host_scope_missing",
            `${name} does not let ${token} do ${what}: ${said}`,
            "Give it the scope api, and its user at least the role Developer; protected branches and tags may ask for Maintainer.",
            exitCode.credentials,
          );
        default:
          return new CommandError(
            "host_refused",
            `${name} refuses ${what}: ${said}`,
            answer.status === 404
              ? "Look whether the project's path is right and the token may see it."
              : "Fix what it names, then run the command again.",
            exitCode.refused,
          );
      }
    },
  };
}

function saidBy(answer: HostAnswer): string {
  const { data } = errorBody.safeParse(parseBody(answer));
  const said = [data?.message, data?.error, data?.error_description].filter((part) => part !== undefined)
    .map((part) => typeof part === "string" ? part : JSON.stringify(part));
  return mask.apply(said.join("; ") || `HTTP ${answer.status}`);
}

/** Raised for what GitLab has no like of. */
export function unsupported(name: string, what: string): CommandError {
  return new CommandError(
    "host_unsupported",
    `${what}: not supported by this host (${name} is a GitLab)`,
    "Do this step by other means, or leave it out in version.json.",
    exitCode.refused,
  );
}
