import type { ShipKind } from "../../control-plane/control-plane.ts";
import type { Numbering } from "./build-number.ts";
import type { Flow } from "./flow.ts";
import { flowKinds } from "./flow-kinds.ts";

/** A flow whose command runs its steps itself, since they depend on what it finds; its numbers mean nothing for the files. */
export function bareFlow(kind: ShipKind, numbering: Numbering = "given"): Flow {
  return {
    ...flowKinds[kind],
    steps: { opening: [], local: [], published: [] },
    numbering,
    planEdits: () => Promise.resolve([]),
  };
}
