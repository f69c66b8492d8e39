import type { Finding } from "../cli/command-error.ts";
import type { VerifiedPlace } from "./facts.ts";
import { type Gate, judged } from "./gate.ts";

/**
 * What is promoted was verified in every environment before, for every component that is deployed to both, and not longer ago than
 * `promote.max_age`. A component that was last deployed there at another commit with the same files counts as this one; one whose files the
 * environment has already is not promoted, and is not asked for.
 */
export const stagingVerified: Gate = ({ verified, sha, at }) =>
  judged("staging-verified", verified, ({ places, maxAgeMs }) => {
    const asked = places.filter(({ isThere }) => !isThere);
    return {
      refusals: asked.flatMap((place) => whyNot(place, sha.slice(0, 9), at, maxAgeMs) ?? []),
      detail: {
        verified: asked.map(({ environment, component, deployed }) => ({
          ...{ environment, component, sha: deployed?.sha ?? null },
          ...{ at: deployed?.at.toISOString() ?? null, by: deployed?.by ?? null },
        })),
        unchanged: places.filter(({ isThere }) => isThere).map(({ component }) => component),
      },
    };
  });

function whyNot(
  { environment, component, deployed, relation }: VerifiedPlace,
  sha: string,
  at: Date,
  maxAgeMs: number,
): Finding | null {
  const again = `slipway deploy ${component} --env ${environment}, and promote what was verified.`;
  if (deployed === null) {
    return finding("never_verified", `${component} was never verified in ${environment}`, component, again);
  }
  if (relation === "changed" || relation === "unknown") {
    const what = relation === "changed"
      ? "whose files differ from"
      : "and this clone can't tell how that is to";
    return finding(
      "other_verified",
      `${environment} has verified ${component} at ${deployed.sha.slice(0, 9)}, ${what} ${sha}`,
      component,
      again,
    );
  }
  const age = at.getTime() - deployed.at.getTime();
  if (age <= maxAgeMs) return null;
  return finding(
    "verified_too_long_ago",
    `${component} was verified in ${environment} ${hours(age)} ago, and at most ${
      hours(maxAgeMs)
    } are allowed`,
    component,
    `slipway verify ${component} --env ${environment}, or deploy it there again.`,
  );
}

function finding(code: string, message: string, component: string, hint: string): Finding {
  return { code, message, hint, component };
}

function hours(ms: number): string {
  return `${Math.round(ms / 360_000) / 10} h`;
}
