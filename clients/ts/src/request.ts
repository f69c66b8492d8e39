import type { Fetch, FetchAnswer, FetchInit, SetTimer } from "./options.ts";
import { within } from "./within.ts";

/** An answer that was read to its end. */
export interface Answer {
  status: number;
  text: string;
  /** Empty where there is none. */
  header(name: string): string;
  /** What `retry-after` says, in milliseconds; 0 when it says nothing. */
  retryAfterMs: number;
}

/** More is no answer of ours, and is not read on. */
const mostCharacters = 1_000_000;
const timeoutMs = 10_000;

/** Asks, and reads at most a million characters within ten seconds; rejects otherwise. */
export async function request(
  url: string,
  init: FetchInit,
  { fetch, setTimer, stop }: { fetch: Fetch; setTimer: SetTimer; stop: AbortController },
): Promise<Answer> {
  const ask = async (): Promise<Answer> => {
    const answer = await fetch(url, { ...init, signal: stop.signal });
    const header = (name: string) => answer.headers.get(name) ?? "";
    const retryAfterMs = (+header("retry-after") || 0) * 1_000;
    return { status: answer.status, text: await readText(answer), header, retryAfterMs };
  };
  // Some fetches ignore their signal.
  return await within(timeoutMs, ask(), setTimer).finally(() => stop.abort());
}

/** React Native has no streams: there the whole text comes before it is measured. */
async function readText(answer: FetchAnswer): Promise<string> {
  const reader = answer.body?.getReader();
  let text = reader ? "" : await answer.text();
  for (const decoder = reader && new TextDecoder(); reader && text.length <= mostCharacters;) {
    const { done, value } = await reader.read();
    text += decoder?.decode(value, { stream: !done });
    if (done) break;
  }
  if (text.length <= mostCharacters) return text;
  reader?.cancel().catch(() => {});
  throw new Error("too large");
}
