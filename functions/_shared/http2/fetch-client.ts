import type { Http2Client, Receiver, Reply } from "./client.ts";

/** What fetch queues is not seen, so no more than servers usually allow at once. */
const mostInFlight = 100;
const longestBody = 16_384;

/**
 * The way round for a place where sockets can't be opened: the platform's fetch. Costs some sixty times the CPU, hides
 * GOAWAY and the stream limit, and so knows no request that was certainly not processed.
 */
export class FetchClient implements Http2Client {
  readonly fault = null;
  readonly #end = new AbortController();
  #inFlight = 0;

  constructor(
    private readonly origin: string,
    private readonly fetch: (url: string, init: RequestInit) => Promise<Response>,
    private readonly release: () => void,
  ) {}

  get isClosing(): boolean {
    return this.#end.signal.aborted;
  }

  roomFor(): number {
    return this.isClosing ? 0 : mostInFlight - this.#inFlight;
  }

  post(path: string, headers: Readonly<Record<string, string>>, body: string, receiver: Receiver): void {
    this.#inFlight++;
    this.#ask(path, { method: "POST", headers, body, signal: this.#end.signal })
      .finally(() => this.#inFlight--)
      .then((reply) => receiver.replied(reply), (error) => receiver.failed(error));
  }

  close(): void {
    if (this.isClosing) return;
    this.#end.abort(new Error("closed"));
    this.release();
  }

  async #ask(path: string, init: RequestInit): Promise<Reply> {
    const response = await this.fetch(this.origin + path, init);
    const { status, headers } = response;
    // A 200 has no body; cancelling is the cheapest way to give its resource back (measured against reading it).
    if (status === 200) await response.body?.cancel();
    const retryAfter = /^\d+$/.exec(headers.get("retry-after") ?? "")?.[0] ?? null;
    return { status, retryAfter, body: status === 200 ? "" : await readShort(response) };
  }
}

/** Raises Error when the body is longer than any of APNs */
async function readShort({ body }: Response): Promise<string> {
  const text = new TextDecoder();
  let whole = "";
  for await (const part of body ?? []) {
    whole += text.decode(part, { stream: true });
    if (whole.length > longestBody) throw new Error("a reply longer than any of APNs");
  }
  return whole + text.decode();
}
