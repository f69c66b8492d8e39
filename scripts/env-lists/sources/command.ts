import { planShell } from "../../deploy/adapters/shell.ts";
import { capture } from "../../deploy/capture.ts";
import type { DeployContext } from "../../deploy/context.ts";
import { parseVariables } from "../parse.ts";
import { hideValues } from "../hide-values.ts";
import type { Source } from "../variables.ts";

/** Seconds that a command has that names no limit. */
const defaultTimeoutS = 30;

/**
 * The variables that a command prints. What it writes to standard error is only repeated when it fails, and without any value: who prints
 * secrets often prints them there too.
 */
export async function readCommand(
  context: DeployContext,
  { run, timeout_s: seconds = defaultTimeoutS }: { run: string; timeout_s?: number },
): Promise<Source> {
  const hint = `Run it by hand: ${run}`;
  const limit = AbortSignal.timeout(seconds * 1000);
  const signal = AbortSignal.any([context.signal, limit]);
  const said = await capture(planShell(context, run), signal).catch((error: unknown) => {
    context.signal.throwIfAborted();
    if (!limit.aborted) throw error;
  });
  if (said === undefined) return { problem: `did not end within ${seconds} s and was ended`, hint };
  const parsed = parseVariables(said.stdout);
  if (said.code !== 0) {
    const values = parsed === null ? [] : parsed.values();
    const last = said.stderr.trim().split("\n").at(-1) ?? "";
    const why = last === "" ? "" : `: ${hideValues(last, values)}`;
    return { problem: `ended with code ${said.code}${why}`, hint };
  }
  if (parsed === null) {
    return { problem: "printed neither NAME=value lines nor a JSON object of texts", hint };
  }
  return { kind: "values", values: parsed };
}
