import type { MergedPull } from "../facts.ts";
import { unknowable } from "./known.ts";
import type { ReadHost } from "./sources.ts";

/** The merged pull requests of a commit, with who approved them; each is asked for once. */
export function pullsByCommit(host: ReadHost | null): (sha: string) => Promise<MergedPull[]> {
  if (host === null) {
    const why = unknowable("no code host is known", "Write ship.release.host into version.json.");
    return () => Promise.reject(why);
  }
  const approvals = new Map<number, Promise<string[]>>();
  const approvedBy = (number: number) => {
    const asked = approvals.get(number) ??
      host.reviewsOf(number).then((reviews) =>
        reviews.filter(({ opinion }) => opinion === "approved").map(({ user }) => user)
      );
    approvals.set(number, asked);
    return asked;
  };
  const pulls = new Map<string, Promise<MergedPull[]>>();
  return (sha) => {
    const asked = pulls.get(sha) ?? host.pullRequestsOf(sha).then((found) =>
      Promise.all(
        found.filter(({ state }) => state === "merged").map(async ({ number, url, author }) => ({
          ...{ number, url, author, approvedBy: await approvedBy(number) },
        })),
      )
    );
    pulls.set(sha, asked);
    return asked;
  };
}
