import type { ShipKind } from "../../control-plane/control-plane.ts";

/** What to type to go on with something unfinished. */
export function goOnWith(kind: ShipKind, component: string): string {
  const commands: Record<ShipKind, string> = {
    ship: "slipway ship --resume",
    ios: "slipway ios confirm",
    rollback: `slipway rollback ${component} again`,
    notify: `slipway notify --component ${component}`,
  };
  return commands[kind];
}
