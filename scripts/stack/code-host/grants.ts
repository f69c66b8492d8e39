/** What a fine-grained token may be given, as GitHub calls it in `X-Accepted-GitHub-Permissions`. */
type Permission =
  | "actions"
  | "administration"
  | "checks"
  | "contents"
  | "issues"
  | "metadata"
  | "pull_requests"
  | "statuses"
  | "workflows";

/** A token that the host knows. */
export interface Grant {
  /** `workflow` is the default token of a workflow's job, and starts no other workflow; `classic` has scopes instead of permissions. */
  kind: "app" | "classic" | "fine-grained" | "workflow";
  login: string;
  permissions?: Partial<Record<Permission, "read" | "write">>;
  scopes?: readonly string[];
  /** The account behind it may write to the repository; without that, labels of new issues are dropped. */
  canPush?: boolean;
  isAdmin?: boolean;
}

/** One way to be allowed: all of these. */
export type Need = `${Permission}:${"read" | "write"}`;

/** Whether a grant has what one of the ways asks for. Writing includes reading, and metadata comes with every permission. */
export function allows(grant: Grant, ways: readonly (readonly Need[])[]): boolean {
  if (grant.kind === "classic") return grant.scopes?.includes("repo") ?? false;
  return ways.some((all) =>
    all.every((need) => {
      const [name = "", level] = need.split(":");
      const has = Object.entries(grant.permissions ?? {}).find(([one]) => one === name)?.[1];
      // no workflow's permissions know the key, whatever it says
      if (grant.kind === "workflow" && (name === "administration" || name === "workflows")) return false;
      if (name === "metadata") return Object.keys(grant.permissions ?? {}).length > 0;
      return has === "write" || (has === "read" && level === "read");
    })
  );
}

/** The header that names what would be enough: `,` is and, `;` is or. */
export function acceptedPermissions(ways: readonly (readonly Need[])[]): string {
  return ways.map((all) => all.map((need) => need.replace(":", "=")).join(",")).join("; ");
}
