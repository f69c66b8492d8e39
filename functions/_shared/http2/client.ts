/** What the server answered to one request. */
export interface Reply {
  status: number;
  /** The header as it came, when it is a number of seconds. */
  retryAfter: string | null;
  body: string;
}

/** Who waits for a reply; exactly one of the two is called, once. Callbacks, because promises would triple the memory of a push. */
export interface Receiver {
  replied(reply: Reply): void;
  /** `NotProcessed` when the peer certainly did nothing with the request; with anything else nobody knows. */
  failed(error: unknown): void;
}

/** POSTs to one origin, over one HTTP/2 connection. */
export interface Http2Client {
  /**
   * How many more requests with bodies of so many bytes may start now: the peer's stream limit and flow control decide,
   * nothing ever queues.
   */
  roomFor(length: number): number;
  /** The peer wants no more requests on this connection (GOAWAY), or it is broken: what is in flight still ends. */
  readonly isClosing: boolean;
  /**
   * How the peer broke the rules of HTTP/2 when that ended the connection: an error code of RFC 9113, in lower case. Behind
   * `goaway` when it is the peer that said so. On the next connection the same will probably happen again.
   */
  readonly fault: string | null;
  /** `headers` is best the same object for many requests: it is encoded once. Never throws. */
  post(path: string, headers: Readonly<Record<string, string>>, body: string, receiver: Receiver): void;
  /** Ends the connection; what is in flight fails. May be called again. */
  close(): void;
}

/** RFC 9113, 8.7: such a request may be sent again without any doubt. */
export class NotProcessed extends Error {}

/** There was no connection at all. */
export class NeverOpened extends NotProcessed {}

/** RFC 9113, 5.4.2: this request alone failed, the connection serves all others. Nobody knows what the peer did with it. */
export class RequestFailed extends Error {
  /** `code`: an error code of RFC 9113, in lower case. */
  constructor(readonly code: string, why: string) {
    super(`${code}: ${why}`);
  }
}
