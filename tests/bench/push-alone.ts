import { startFunctions } from "../../scripts/stack/functions/functions.ts";
import type { Stack } from "../../scripts/stack/stack.ts";

/**
 * Starts a process that holds the push function only, as hosted has one for each function, and sends the stack's calls of
 * `push` there.
 */
export async function startPushAlone(
  { gateway, functions, functionsEnv }: Stack,
  log?: (line: string) => void,
): Promise<{ pid: number; stop(): Promise<void> }> {
  const push = await startFunctions({ dir: `${import.meta.dirname}/only-push`, env: functionsEnv, log });
  await push.ready();
  gateway.upstreams.functions = { target: (name) => (name === "push" ? push : functions).target(name) };
  return { pid: push.pid() ?? 0, stop: push.stop };
}
