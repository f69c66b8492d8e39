import { type Http2Client, NeverOpened, type Receiver, RequestFailed } from "../http2/client.ts";
import { type Answer, notProcessed } from "./answer.ts";
import { HostHealth } from "./host-health.ts";

/** After so many that never opened, connecting through fetch is tried instead. */
const unopenedSockets = 2;
/** A request that fails alone says nothing about the connection; more than these in a row do. */
const fewFailures = 16;
/** As long as an answer may take: a connection that has had nothing to do and no room for so long will never have any. */
const longestWithoutRoomMs = 10_000;

/**
 * One connection to one APNs host, and the rule of its opening. Apple allows a single stream until a request with a
 * valid token has been answered. So: one request alone (the probe), then many at once; after any transport failure or a
 * GOAWAY nothing new starts until everything in flight has ended, then one probe again on a new connection.
 */
export class ApnsConnection {
  #state: "cold" | "probing" | "open" | "draining" = "cold";
  #client: Http2Client | undefined;
  /** Requests on this connection that were answered, and those that nobody knows about. */
  #answeredCount = 0;
  #doubtfulCount = 0;
  /** What requests fail of that fail alone, and how many have since the last answer. */
  #failure: string | null = null;
  #failuresInARow = 0;
  #fullSince: number | null = null;
  readonly #health: HostHealth;
  inFlightCount = 0;

  constructor(
    private readonly connect: (isByFetch: boolean) => Http2Client,
    private readonly now: () => number,
  ) {
    this.#health = new HostHealth(now);
  }

  /** Why there are no more attempts in this drain; null while there are. */
  get deadBecause(): string | null {
    return this.#health.deadBecause;
  }

  /** Many requests may start: a request with a valid token has been answered on this connection. */
  get isOpen(): boolean {
    return this.#state === "open";
  }

  /** A request with a body of so many bytes may start now. */
  isReady(length: number): boolean {
    if (this.#client?.isClosing === true) this.#drain();
    if (this.#state !== "open" && this.#state !== "cold") return false;
    return this.#health.mayStart(this.inFlightCount) && this.#hasRoom(length);
  }

  /** Starts a request; the receiver reports its end to `ended`, exactly once. */
  send(token: string, headers: Readonly<Record<string, string>>, body: string, receiver: Receiver): void {
    if (this.#state === "cold") this.#state = "probing";
    this.inFlightCount++;
    try {
      this.#client ??= this.connect(this.#health.unopened >= unopenedSockets);
    } catch (cause) {
      // For example: the text is no certificate.
      return queueMicrotask(() => receiver.failed(new NeverOpened("no connection", { cause })));
    }
    this.#client.post(`/3/device/${token}`, headers, body, receiver);
  }

  /** `answer` null: the transport failed, and nobody knows whether APNs got the request; `error`: how, when it said so. */
  ended(answer: Answer | null, error?: unknown): void {
    this.inFlightCount--;
    const isTransport = answer === null || answer === notProcessed;
    if (answer === null) {
      this.#doubtfulCount++;
      this.#health.doubted();
    }
    if (error instanceof RequestFailed) this.#failure = error.code;
    if (!isTransport) {
      this.#answeredCount++;
      this.#failuresInARow = 0;
      this.#health.answered();
    }
    if (isTransport && this.#state === "probing") {
      this.#health.probeFailed(this.#whyBroken(answer === notProcessed ? "refused" : "no_answer"));
      if (error instanceof NeverOpened) this.#health.unopened++;
      this.#state = "draining";
    } else if (answer === null) {
      const isAlone = error instanceof RequestFailed && ++this.#failuresInARow <= fewFailures;
      if (!isAlone) this.#state = "draining";
    } else if (answer === notProcessed) {
      // A stream that was refused while others are served says nothing about the connection.
      this.#health.refused();
    } else if (this.#state === "probing") {
      // A refused provider token leaves the single stream as it was.
      this.#state = answer.status === 403 ? "cold" : "open";
    }
    if (this.#state === "open") this.#health.probeSucceeded();
    if (this.#state === "draining" && this.inFlightCount === 0) this.#renew();
  }

  /** The connection is no longer wanted (Apple said so): drain it, then open another. */
  reconnect(): void {
    if (this.#state === "cold") this.#health.probeFailed("refused");
    this.#drain();
  }

  /** Before a new drain: the connection may have died in the meantime, so a probe goes first again. */
  startDrain(): void {
    this.#health.startDrain();
    this.#fullSince = null;
    if (this.#state === "open" && this.inFlightCount === 0) this.#state = "cold";
  }

  #hasRoom(length: number): boolean {
    const hasRoom = this.#client === undefined || this.#client.roomFor(length) > 0;
    if (hasRoom || this.inFlightCount > 0) {
      this.#fullSince = null;
      return hasRoom;
    }
    this.#fullSince ??= this.now();
    if (this.now() - this.#fullSince >= longestWithoutRoomMs) {
      this.#health.giveUp("no_room");
      this.#drain();
    }
    return false;
  }

  #whyBroken(otherwise: string): string {
    return this.#client?.fault ?? this.#failure ?? otherwise;
  }

  #drain(): void {
    this.#state = "draining";
    if (this.inFlightCount === 0) this.#renew();
  }

  #renew(): void {
    // One request in doubt is a lost probe, which has a rule of its own.
    const isBroken = this.#doubtfulCount > Math.max(1, this.#answeredCount);
    this.#health.connectionEnded(isBroken ? this.#whyBroken("no_answer") : this.#client?.fault ?? null);
    this.#answeredCount = this.#doubtfulCount = this.#failuresInARow = 0;
    this.#failure = null;
    this.#client?.close();
    this.#client = undefined;
    this.#state = "cold";
  }
}
