const longestPauseMs = 5_000;
const mostFailedProbes = 4;
/** Before the connection that follows a broken one. */
const pauseAfterFaultMs = 1_000;
/** A stream that is refused now and then says nothing; more than these, on top of what was answered since, do. */
const fewRefusals = 16;
/** Pauses without enough answers between them; some 50 s. */
const mostPauses = 16;

/**
 * How one host of APNs has treated us in this drain: when the next request may start, how many may be in flight, and
 * whether to give up. What fails once may be chance; the same again on the next connection is not, and would only put
 * more devices in doubt.
 */
export class HostHealth {
  failedProbes = 0;
  /** Probes whose connection never opened. */
  unopened = 0;
  #notBefore = 0;
  /** One more with every answer, after the host has refused many requests or broken a connection. */
  #most = Infinity;
  /** Requests that were not processed, less the answers since. */
  #refused = 0;
  #pauses = 0;
  #lastFault: string | null = null;
  /** Since a connection failed, answers less requests in doubt; null while none has. */
  #sinceFault: number | null = null;
  /** Why there are no more attempts in this drain. */
  deadBecause: string | null = null;

  constructor(private readonly now: () => number) {}

  mayStart(inFlightCount: number): boolean {
    return this.deadBecause === null && inFlightCount < this.#most && this.#notBefore <= this.now();
  }

  answered(): void {
    this.#most++;
    if (this.#sinceFault !== null) this.#sinceFault++;
    if (this.#refused === 0 || --this.#refused > 0) return;
    this.#pauses = 0;
    if (this.#lastFault === null) this.#most = Infinity;
  }

  /** Not processed, while other requests on this connection were. */
  refused(): void {
    if (++this.#refused <= fewRefusals || this.#notBefore > this.now()) return;
    this.#most = 1;
    if (++this.#pauses >= mostPauses) this.deadBecause = "refused";
    this.#pause(50 * 2 ** this.#pauses);
  }

  /** The transport failed: nobody knows whether a request was processed. */
  doubted(): void {
    if (this.#sinceFault !== null) this.#sinceFault--;
  }

  probeFailed(reason: string): void {
    this.#pause(50 * 4 ** ++this.failedProbes);
    if (this.failedProbes >= mostFailedProbes) this.deadBecause = reason;
  }

  probeSucceeded(): void {
    this.failedProbes = this.unopened = 0;
  }

  /** A connection is over; `fault`: how it failed, if it did. */
  connectionEnded(fault: string | null): void {
    if (fault !== null) {
      this.#most = 1;
      this.#pause(pauseAfterFaultMs);
      if (fault === this.#lastFault || (this.#sinceFault !== null && this.#sinceFault < 0)) {
        this.deadBecause = fault;
      }
      this.#sinceFault = 0;
    }
    this.#lastFault = fault;
  }

  giveUp(reason: string): void {
    this.deadBecause = reason;
  }

  /** A host that was given up is approached with care: it has to show that it is well. */
  startDrain(): void {
    this.failedProbes =
      this.unopened =
      this.#notBefore =
      this.#refused =
      this.#pauses =
        0;
    this.#most = this.deadBecause === null ? Infinity : 1;
    if (this.deadBecause === null) this.#lastFault = this.#sinceFault = null;
    this.deadBecause = null;
  }

  #pause(ms: number): void {
    this.#notBefore = Math.max(this.#notBefore, this.now() + Math.min(longestPauseMs, ms));
  }
}
