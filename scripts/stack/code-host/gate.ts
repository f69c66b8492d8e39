import type { Fault, Faults } from "./faults.ts";
import { acceptedPermissions, allows, type Grant, type Need } from "./grants.ts";
import { fail, notFound, reply } from "./reply.ts";
import type { Answer, Call } from "./server.ts";
import type { State } from "./state.ts";

const knownVersions = ["2022-11-28", "2026-03-10"];

/** What is refused before anybody looks at who asks: no User-Agent, a slash at the end, an unknown version. */
export function checkForm({ headers, path }: Call): NonNullable<Answer> | null {
  if (!headers["user-agent"]) {
    return fail(
      403,
      "Request forbidden by administrative rules. Please make sure your request has a User-Agent header",
    );
  }
  if (path.endsWith("/")) return notFound();
  const version = headers["x-github-api-version"];
  if (version !== undefined && !knownVersions.includes(version)) {
    return fail(400, `The version ${version} is not supported.`);
  }
  return null;
}

/** Whose token it is: a refusal for an unknown one, null for none. */
export function whoAsks({ headers }: Call, state: State): Grant | NonNullable<Answer> | null {
  const [, token] = /^(?:Bearer|token) (\S+)$/i.exec(headers.authorization ?? "") ?? [];
  if (token === undefined) return headers.authorization === undefined ? null : fail(401, "Bad credentials");
  return state.tokens.get(token) ?? fail(401, "Bad credentials");
}

/** A token that lacks a right learns which; in a private repository a stranger learns nothing. */
export function checkRights(
  grant: Grant | null,
  method: string,
  needs: readonly (readonly Need[])[],
  state: State,
): NonNullable<Answer> | null {
  const isRead = method === "GET";
  if (grant === null) {
    if (state.isPrivate) return notFound();
    const isPublic = isRead && needs.some((all) => all.every((need) => !need.startsWith("administration")));
    return isPublic ? null : fail(401, "Requires authentication");
  }
  if (allows(grant, needs)) return null;
  const canSee = !state.isPrivate || (grant.kind !== "classic" && allows(grant, [["metadata:read"]]));
  if (!canSee) return notFound();
  const message = grant.kind === "app" || grant.kind === "workflow"
    ? "Resource not accessible by integration"
    : "Resource not accessible by personal access token";
  return fail(403, grant.kind === "classic" ? "Must have admin rights to Repository." : message);
}

/** What every answer says of rights and limits. */
export function standardHeaders(
  grant: Grant | null,
  needs: readonly (readonly Need[])[],
  { limit }: State,
): Record<string, string> {
  return {
    "x-accepted-github-permissions": acceptedPermissions(needs),
    "x-ratelimit-limit": "5000",
    "x-ratelimit-remaining": String(limit.remaining),
    "x-ratelimit-reset": String(limit.resetAt),
    ...grant?.kind === "classic"
      ? { "x-oauth-scopes": (grant.scopes ?? []).join(", "), "x-accepted-oauth-scopes": "repo" }
      : {},
  };
}

/** The refusal of an hour that is used up; null while there is some left. */
export function checkLimit(state: State, nowMs: number): NonNullable<Answer> | null {
  const { limit } = state;
  if (nowMs >= limit.resetAt * 1000) {
    Object.assign(limit, { remaining: 5000, resetAt: Math.floor(nowMs / 1000) + 3600 });
  }
  if (limit.remaining > 0) return null;
  return fail(403, "API rate limit exceeded for user ID 1.");
}

/** What a fault answers; null for those that only change what happens. */
export function faultAnswer(fault: Fault): NonNullable<Answer> | null {
  switch (fault.kind) {
    case "secondary": {
      const headers: Record<string, string> = fault.retryAfter === undefined
        ? {}
        : { "retry-after": String(fault.retryAfter) };
      const message =
        "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
      return { ...fail(fault.status ?? 403, message), headers };
    }
    case "error":
      return fail(fault.status, fault.message ?? "Server Error");
    case "redirect":
      return reply(fault.status, { message: "Moved Permanently", url: fault.to }, { location: fault.to });
    default:
      return null;
  }
}

/** The fault that is due, by the path below the API. */
export function dueFault(faults: Faults, { method, path }: Call): Fault | null {
  return faults.take(method, decodeURIComponent(path));
}
