import type { Review } from "../../host/code-host.ts";
import { isOneOf } from "../logins.ts";

/** What a check of a pull request comes to, in one line. */
interface Verdict {
  passed: boolean;
  reason: string;
}

/**
 * A maintainer's own pull request passes at once. Every other one needs the approval of a maintainer as that person's last word, and no
 * maintainer whose last word asks for changes. Whether an approval lasts when more is pushed is the host's rule: one that it dismissed is none.
 */
export function maintainerReview(
  { author, headSha, maintainers, reviews }: {
    author: string | null;
    headSha: string;
    maintainers: readonly string[];
    reviews: readonly Review[];
  },
): Verdict {
  if (maintainers.length === 0) {
    return { passed: false, reason: "ship.gates.maintainers names nobody who could approve it" };
  }
  if (isOneOf(maintainers, author)) {
    return { passed: true, reason: `${author} is a maintainer, and needs nobody else` };
  }
  const own = reviews.filter(({ user }) => isOneOf(maintainers, user));
  const against = own.find(({ opinion }) => opinion === "changes_requested");
  if (against !== undefined) return { passed: false, reason: `${against.user} asked for changes` };
  const approval = own.find(({ opinion }) => opinion === "approved");
  if (approval === undefined) {
    return {
      passed: false,
      reason: `no maintainer has approved it; ${
        maintainers.map((name) => name.replace(/^@/, "")).join(", ")
      } can`,
    };
  }
  const { user, commit } = approval;
  const isOlder = commit !== null && commit !== headSha;
  return {
    passed: true,
    reason: `${user} approved it${isOlder ? ` at ${commit.slice(0, 9)}, before the newest commit` : ""}`,
  };
}
