import { z } from "zod";
import { readJson } from "./http.ts";

/** Who wakes a function has nothing to tell: the body is empty or `{}`. */
export async function readNothing(request: Request): Promise<void> {
  await readJson(request, z.strictObject({}), { limit: 1_024, optional: true });
}

/** How long a function may work on after its answer: well within the 150 s of the smallest hosted plan. */
export const drainMs = 100_000;
