import { type Http2Client, NotProcessed, type Receiver } from "../http2/client.ts";
import { type Answer, notProcessed } from "./answer.ts";

const longestBackoffMs = 5_000;
const mostFailedProbes = 4;
/** After so many, connecting through fetch is tried instead. */
const failedProbesOfSockets = 2;

/**
 * One connection to one APNs host, and the rule of its opening. Apple allows a single stream until a request with a
 * valid token has been answered. So: one request alone (the probe), then many at once; after any transport failure or a
 * GOAWAY nothing new starts until everything in flight has ended, then one probe again on a new connection.
 */
export class ApnsConnection {
  #state: "cold" | "probing" | "open" | "draining" = "cold";
  #client: Http2Client | undefined;
  #failedProbes = 0;
  #notBefore = 0;
  inFlightCount = 0;

  constructor(
    private readonly connect: (isByFetch: boolean) => Http2Client,
    private readonly now: () => number,
  ) {}

  /** Nobody answers there: no more attempts in this drain. */
  get isDead(): boolean {
    return this.#failedProbes >= mostFailedProbes;
  }

  /** Many requests may start: a request with a valid token has been answered on this connection. */
  get isOpen(): boolean {
    return this.#state === "open";
  }

  /** A request may start now. */
  isReady(): boolean {
    if (this.#client?.isClosing === true) this.#drain();
    if (this.#state === "open") return this.#client !== undefined && this.#client.room > 0;
    return this.#state === "cold" && !this.isDead && this.#notBefore <= this.now();
  }

  /** Starts a request; the receiver reports its end to `ended`, exactly once. */
  send(token: string, headers: Readonly<Record<string, string>>, body: string, receiver: Receiver): void {
    if (this.#state === "cold") this.#state = "probing";
    this.inFlightCount++;
    try {
      this.#client ??= this.connect(this.#failedProbes >= failedProbesOfSockets);
    } catch (cause) {
      // For example: the text is no certificate.
      return queueMicrotask(() => receiver.failed(new NotProcessed("no connection", { cause })));
    }
    this.#client.post(`/3/device/${token}`, headers, body, receiver);
  }

  /** `answer` null: the transport failed, and nobody knows whether APNs got the request. */
  ended(answer: Answer | null): void {
    this.inFlightCount--;
    const isTransport = answer === null || answer === notProcessed;
    if (isTransport && this.#state === "probing") this.#failProbe();
    // A stream that was refused while others are served says nothing about the connection.
    else if (answer === null) this.#state = "draining";
    else if (!isTransport && this.#state === "probing") {
      // A refused provider token leaves the single stream as it was.
      this.#state = answer.status === 403 ? "cold" : "open";
    }
    if (this.#state === "open") this.#failedProbes = 0;
    if (this.#state === "draining" && this.inFlightCount === 0) this.#renew();
  }

  /** The connection is no longer wanted (Apple said so): drain it, then open another. */
  reconnect(): void {
    if (this.#state === "cold") this.#failedProbes++;
    this.#drain();
  }

  /** Before a new drain: the connection may have died in the meantime, so a probe goes first again. */
  startDrain(): void {
    this.#failedProbes = 0;
    this.#notBefore = 0;
    if (this.#state === "open" && this.inFlightCount === 0) this.#state = "cold";
  }

  #drain(): void {
    this.#state = "draining";
    if (this.inFlightCount === 0) this.#renew();
  }

  #failProbe(): void {
    this.#failedProbes++;
    this.#notBefore = this.now() + Math.min(longestBackoffMs, 50 * 4 ** this.#failedProbes);
    this.#state = "draining";
  }

  #renew(): void {
    this.#client?.close();
    this.#client = undefined;
    this.#state = "cold";
  }
}
