import type { Http2Client } from "../runtime.ts";
import { accepted, type Answer, readRefusal } from "./answer.ts";

/** A request's place in its lane: `turn` rises with every request. */
export interface Ticket {
  turn: number;
}

const longestBackoffMs = 5_000;
const mostFailedProbes = 4;

/**
 * One connection to one APNs host, and the rule of its opening. Apple allows a single stream until a request with a
 * valid token has been answered, and fetch opens a connection per early request (measured: 844 for a cold burst of
 * 2,000, one after a probe). So: one request alone, then the burst; after any transport failure nothing new starts
 * until everything in flight has ended, then one probe again on a new connection.
 */
export class Lane {
  #state: "cold" | "probing" | "open" | "draining" = "cold";
  #client: Http2Client | undefined;
  #failedProbes = 0;
  #notBefore = 0;
  #turn = 0;
  inFlight = 0;
  /** When something was last answered or started from rest; silence counts from here. */
  answeredAt = 0;
  /** The highest turn that was answered: requests before it had their stream opened too. */
  answeredTurn = 0;

  constructor(
    readonly url: string,
    private readonly connect: () => Http2Client,
    private readonly now: () => number,
  ) {}

  /** Nobody answers there: give up for this drain. */
  get isDead(): boolean {
    return this.#failedProbes >= mostFailedProbes;
  }

  /** The burst may go on: a request with a valid token has been answered on this connection. */
  get isOpen(): boolean {
    return this.#state === "open";
  }

  /** A request may start now. */
  isReady(): boolean {
    if (this.#state === "open") return true;
    return this.#state === "cold" && !this.isDead && this.#notBefore <= this.now();
  }

  /** Starts a request; the caller reports its end to `ended`, exactly once. */
  send(token: string, headers: Record<string, string>, body: string, ticket: Ticket): Promise<Answer> {
    if (this.#state === "cold") this.#state = "probing";
    if (this.inFlight === 0) this.answeredAt = this.now();
    this.inFlight++;
    ticket.turn = ++this.#turn;
    try {
      this.#client ??= this.connect();
    } catch (error) {
      return Promise.reject(error); // a certificate that is none, for example
    }
    return this.#client.post(`${this.url}/3/device/${token}`, headers, body).then(readAnswer);
  }

  /** `answer` null: the transport failed, and nobody knows whether APNs got the request. */
  ended(ticket: Ticket, answer: Answer | null): void {
    this.inFlight--;
    if (answer === null) {
      this.#fail();
    } else {
      this.answeredAt = this.now();
      if (ticket.turn > this.answeredTurn) this.answeredTurn = ticket.turn;
      // A refused provider token leaves the single stream as it was.
      if (this.#state === "probing") this.#state = answer.status === 403 ? "cold" : "open";
      if (this.#state === "open") this.#failedProbes = 0;
    }
    if (this.#state === "draining" && this.inFlight === 0) this.#renew();
  }

  /** The connection is no longer wanted (Apple said so): drain it, then open another. */
  reconnect(): void {
    if (this.#state === "cold") this.#failedProbes++;
    this.#state = "draining";
    if (this.inFlight === 0) this.#renew();
  }

  /** Before a new drain: the connection may have died in the meantime, so a probe goes first again. */
  rest(): void {
    this.#failedProbes = 0;
    this.#notBefore = 0;
    if (this.#state === "open" && this.inFlight === 0) this.#state = "cold";
  }

  #fail(): void {
    if (this.#state === "probing") {
      this.#failedProbes++;
      this.#notBefore = this.now() + Math.min(longestBackoffMs, 50 * 4 ** this.#failedProbes);
    }
    this.#state = "draining";
  }

  #renew(): void {
    this.#client?.close();
    this.#client = undefined;
    this.#state = "cold";
  }
}

function readAnswer(response: Response): Answer | Promise<Answer> {
  if (response.status !== 200) return readRefusal(response);
  // A 200 has no body; cancelling is the cheapest way to give its resource back (measured against reading it).
  response.body?.cancel().catch(() => {});
  return accepted;
}
