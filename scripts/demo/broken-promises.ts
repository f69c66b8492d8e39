import type { Outcome } from "./observe.ts";

/** What was promised and did not hold; empty when all did. `heard` is the build that the subscriber was told. */
export function brokenPromises(outcome: Outcome, heard: number | null, devices: number): string[] {
  const { apns, telegram, manifestBuild, redirect, audit, build } = outcome;
  const promises: [boolean, string][] = [
    [heard === build, `the subscriber heard ${heard ?? "nothing"}, not build ${build}`],
    [apns.sent === devices && apns.total === devices, `APNs served ${apns.sent} of ${devices} devices`],
    [telegram.sent, "the chat got no message"],
    [manifestBuild === build, `the manifest answers build ${manifestBuild}, not ${build}`],
    [redirect.includes(`build=${build}`), `the ios host answers ${redirect || "no redirect"}`],
    [audit.problem === null, `the audit chain is broken: ${audit.problem}`],
  ];
  return promises.filter(([held]) => !held).map(([, broken]) => broken);
}
