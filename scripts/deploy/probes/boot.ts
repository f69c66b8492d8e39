import { httpFetch } from "../../runtime.ts";

/** Milliseconds for one answer; a cold start takes a second. */
const timeoutMs = 10_000;

/**
 * Asks each function for OPTIONS, which boots it and changes nothing; any answer of its own will do. What the platform answers in its
 * place carries `sb-error-code` and says what is wrong: not there, or not starting. `address` is the project's, without a slash at the end.
 */
export async function findBootFailures(
  address: string,
  names: readonly string[],
  signal: AbortSignal,
): Promise<string[]> {
  const problems = await Promise.all(
    names.map((name) => boot(`${address}/functions/v1/${name}`, name, signal)),
  );
  return problems.filter((problem) => problem !== undefined);
}

async function boot(url: string, name: string, signal: AbortSignal): Promise<string | undefined> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const answer = await httpFetch(url, { method: "OPTIONS", signal: AbortSignal.any([signal, timeout]) });
    await answer.body?.cancel();
    const code = answer.headers.get("sb-error-code");
    return code === null ? undefined : `answered in place of ${name}: ${answer.status} ${code}`;
  } catch (error) {
    signal.throwIfAborted();
    if (timeout.aborted) return `did not answer for ${name} within ${timeoutMs / 1000} s`;
    return `could not be reached for ${name}: ${error instanceof Error ? error.message : error}`;
  }
}
