import {
  type Audience,
  type BuildStates,
  judgeBuild,
} from "../../functions/_shared/app-store-connect/installable.ts";

export { type Audience, judgeBuild };

/** Whether the store took the upload for broken: no time and no answer makes it good. */
export function isBroken(build: BuildStates, audience: Audience): boolean {
  const verdict = judgeBuild(build, audience);
  return verdict.state === "stuck" && verdict.code === "store_build_failed";
}
