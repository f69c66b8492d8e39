// In place of a double's worker, where the database has the real extension.

import { z } from "zod";
import { startControl } from "./control.ts";

/** A control URL that says so: there is nothing to set and nothing to do. */
export async function startRealExtension(): Promise<{ controlUrl: string; stop(): Promise<void> }> {
  const control = await startControl({
    schema: z.strictObject({}),
    apply: () => {},
    received: () => ({ real: true }),
    forget: () => {},
    actions: {},
  });
  return { controlUrl: control.url, stop: control.stop };
}
