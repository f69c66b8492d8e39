import { CommandError, type Finding } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { componentOf } from "../../manifest/component-of.ts";
import type { Manifest } from "../../manifest/schema.ts";
import { storeDecides } from "../../manifest/store-decides.ts";

/** The store decides the build of an app, so `ship` can't. Raises `component_unknown` (exit 2). */
export function guardComponent(manifest: Manifest, component: string): Finding[] {
  if (!storeDecides(componentOf(manifest, component))) return [];
  return [{
    code: "ios_not_a_ship_target",
    message: `${component} comes from a store, and the store decides its build`,
    hint: "Run slipway ios ship.",
    component,
  }];
}

/**
 * What is deployed must be lower than what is about to be deployed; a ship that is resumed may have recorded its own build already.
 * Ride-alongs are exempt: nobody calls this for them. Raises `build_not_higher` (exit 5).
 */
export function requireHigher(
  { component, build, isResumed }: { component: string; build: number; isResumed: boolean },
  deployed: number | undefined,
): void {
  if (deployed === undefined || build > deployed || isResumed && build === deployed) return;
  throw new CommandError(
    "build_not_higher",
    `${component} is deployed at build ${deployed}, and this ship is build ${build}`,
    `Abandon this ship (slipway ship --abandon), then run slipway ship ${component}: it takes a higher number.`,
    exitCode.refused,
  );
}
