import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import { httpFetch } from "../../runtime.ts";
import type { HostAnswer, HostRequest } from "./answer.ts";

/** Milliseconds for one answer. GitHub cuts what takes it longer than 10 s. */
const timeoutMs = 30_000;
/** As many hops as browsers make at most in a chain that they still trust. */
const mostHops = 5;

/** No answer came; whether the host did what it was asked for is unknown. */
export class NoAnswer extends Error {}

/**
 * Sends one request, and follows it where the host has moved the repository: by the same method, to the same origin only, because the token
 * goes along. Raises NoAnswer, `host_refused` for another origin, and the signal's reason.
 */
export async function send(
  { method, url, headers, body }: HostRequest,
  secret: Record<string, string>,
  signal: AbortSignal | undefined,
): Promise<HostAnswer> {
  let at = url;
  for (let hop = 0; hop <= mostHops; hop++) {
    const answer = await once(at, { method, body, headers: { ...headers, ...secret } }, signal);
    const location = answer.headers.get("location");
    if (![301, 302, 307, 308].includes(answer.status) || location === null) return answer;
    const next = new URL(location, at);
    if (next.origin !== url.origin) throw strangeHost(url, next);
    at = next;
  }
  throw new CommandError(
    "host_refused",
    `${url.host} sends ${url.pathname} round in a circle`,
    "Look at ship.release.host in version.json.",
    exitCode.refused,
  );
}

async function once(
  url: URL,
  init: { method: string; body?: string; headers: Record<string, string> },
  signal: AbortSignal | undefined,
): Promise<HostAnswer> {
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const response = await httpFetch(url, {
      ...init,
      redirect: "manual",
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (cause) {
    signal?.throwIfAborted();
    const why = limit.aborted ? `no answer within ${timeoutMs / 1000} s` : "no connection";
    throw new NoAnswer(`${url.host}: ${why}`, { cause });
  }
}

/** Raised instead of handing the token to somebody else. */
export function strangeHost(from: URL, to: URL): CommandError {
  return new CommandError(
    "host_refused",
    `${from.host} leads on to ${to.host}, and the token is not for that one`,
    "If the host has moved, correct ship.release.host in version.json.",
    exitCode.refused,
  );
}
