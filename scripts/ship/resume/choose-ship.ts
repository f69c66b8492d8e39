import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { UnfinishedShip } from "../../control-plane/control-plane.ts";
import { describeShip, shipsComponent } from "../flow/unfinished-ship.ts";

/** Which unfinished ship is meant. */
interface Choice {
  /** Its id, or the beginning of it. */
  id?: string;
  component?: string;
  cloneId: string;
}

/**
 * The one that is named; else the one of the component; else the only one of this clone; else the only one there is. Raises
 * `ship_unknown` (exit 5) and `ship_ambiguous` (exit 2), which lists them.
 */
export function chooseShip(
  ships: readonly UnfinishedShip[],
  { id, component, cloneId }: Choice,
): UnfinishedShip {
  const named = ships.filter((ship) =>
    (id === undefined || ship.ship.startsWith(id.toLowerCase())) &&
    (component === undefined || shipsComponent(ship, component))
  );
  const own = named.filter((ship) => ship.clone_id === cloneId);
  const [chosen, another] = named.length > 1 && own.length > 0 ? own : named;
  if (chosen !== undefined && another === undefined) return chosen;
  if (chosen === undefined) {
    throw new CommandError(
      "ship_unknown",
      "there is no such unfinished ship",
      ships.length === 0 ? "Every ship has ended." : `Unfinished: ${ships.map(describeShip).join("; ")}.`,
      exitCode.refused,
    );
  }
  throw new CommandError(
    "ship_ambiguous",
    `several ships are unfinished: ${named.map(describeShip).join("; ")}`,
    "Name one by its id.",
    exitCode.usage,
  );
}
