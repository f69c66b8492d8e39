import type { Adoption, UpdatePolicy } from "../../functions/_shared/contract/updates.ts";
import { lines } from "./lines.ts";
import { number } from "./offer-table.ts";

/** Policies in words, and where the devices are. */
export function describePolicies(
  component: string,
  policies: readonly UpdatePolicy[],
  adoption: Adoption,
): string {
  const described = policies.length === 0
    ? [`${component} has no policy: every build may run.`]
    : policies.flatMap(policyLines);
  const table = adoption.builds.map(({ channel, build, devices }) => [
    "",
    channel,
    build === null ? "unknown build" : `build ${build}`,
    `${number(devices)} devices`,
  ]);
  const { hour, day } = adoption.refused;
  const refused = day === 0 ? [] : [
    "",
    `${number(hour)} registrations were refused in the last hour and ${
      number(day)
    } in the last day: too many new devices at once.`,
  ];
  return [...described, ...table.length > 0 ? ["", "Installed:", ...lines(table)] : [], ...refused, ""].join(
    "\n",
  );
}

function policyLines(policy: UpdatePolicy): string[] {
  const minimum = policy.min_version === null
    ? `${policy.min_build}`
    : `${policy.min_version} (${policy.min_build})`;
  return [
    policy.min_build === 0
      ? `${policy.channel}: no minimum`
      : `${policy.channel}: at least ${minimum}${
        policy.force_after === null ? ", blocked below" : `, blocked below from ${policy.force_after}`
      }`,
    ...policy.recommended_build === null ? [] : [`  recommended: ${policy.recommended_build}`],
    ...policy.message === null ? [] : [`  says: ${policy.message}`],
    ...policy.contact_url === null ? [] : [`  contact: ${policy.contact_url}`],
    `  by ${policy.actor}, ${policy.updated_at}: ${policy.reason}`,
  ];
}

/** How many devices a minimum would block: those whose build is known and lower. An unknown build is never blocked. */
export function countBlocked(adoption: Adoption, channels: readonly string[], minBuild: number): number {
  return adoption.builds
    .filter(({ channel, build }) => channels.includes(channel) && build !== null && build < minBuild)
    .reduce((sum, { devices }) => sum + devices, 0);
}
