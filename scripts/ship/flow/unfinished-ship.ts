import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { ControlPlane, UnfinishedShip } from "../../control-plane/control-plane.ts";
import { resumeHint } from "./flow-kinds.ts";

/** One ship in a few words. */
export function describeShip({ ship, component, kind, build, holder, steps }: UnfinishedShip): string {
  const last = steps.at(-1);
  const number = build === null ? "" : ` ${build}`;
  const at = last === undefined ? "" : `, last step ${last.step} (${last.state})`;
  return `${ship} (${kind} of ${component}${number} by ${holder}${at})`;
}

/** Whether a component is the ship's, alone or among others. */
export function shipsComponent(
  { component, with_components: others }: Pick<UnfinishedShip, "component" | "with_components">,
  key: string,
): boolean {
  return component === key || others.includes(key);
}

/** `ship_unfinished` (exit 5), with what to type next. */
export function unfinishedShip(unfinished: UnfinishedShip): CommandError {
  const { ship, kind, component } = unfinished;
  return new CommandError(
    "ship_unfinished",
    `${component} has an unfinished ship: ${describeShip(unfinished)}`,
    `Run ${resumeHint(kind, component)}, or slipway ship --abandon ${ship}.`,
    exitCode.refused,
  );
}

/** Postgres says that a ship is in the way; how to go on with it is the command line's to say. For `beginShip(…).catch`. */
export function explainUnfinished(
  control: ControlPlane,
  { component, environment, withComponents = [] }: {
    component: string;
    environment: string;
    withComponents?: readonly string[];
  },
): (error: unknown) => Promise<never> {
  return async (error) => {
    if (error instanceof CommandError && error.code === "ship_unfinished") {
      const { ships } = await control.shipStatus(environment);
      const unfinished = ships.find((ship) =>
        !ship.is_alive && [component, ...withComponents].some((key) => shipsComponent(ship, key))
      );
      if (unfinished) throw unfinishedShip(unfinished);
    }
    throw error;
  };
}
