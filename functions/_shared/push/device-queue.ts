import type { ApnsConnection } from "../apns/connection.ts";

/** The next request of a batch: for which of its devices, and over which connection. */
export interface NextRequest {
  index: number;
  connection: ApnsConnection;
  /** A device that its own host did not know, tried on the other one. */
  isOtherHost: boolean;
  /** Sent for the first time. */
  isFresh: boolean;
}

/** The devices of a batch that still wait for a request: in order, and those that have to be sent again. */
export class DeviceQueue {
  readonly #repeats: number[] = [];
  readonly #forOtherHost: number[] = [];
  readonly #attempts = new Map<number, number>();
  /** Devices before this index have been started. */
  started = 0;

  constructor(
    private readonly size: number,
    private readonly ownHost: ApnsConnection,
    private readonly otherHost: ApnsConnection,
    /** Of what they are sent, in bytes. */
    private readonly bodyLength: number,
  ) {}

  /** Devices that have not been started. */
  get left(): number {
    return this.size - this.started;
  }

  /**
   * Repeats go first, because progress can't pass a device that waits; but a probe prefers a device that has not failed
   * yet, so that a host that nobody reaches does not count against one device. Null while no connection takes what is there.
   */
  next(mayStartFresh: boolean): NextRequest | null {
    const { ownHost, otherHost, bodyLength } = this;
    const isFreshProbe = !ownHost.isOpen && mayStartFresh && this.left > 0;
    if (this.#repeats.length > 0 && ownHost.isReady(bodyLength) && !isFreshProbe) {
      return { index: this.#repeats.shift() ?? 0, connection: ownHost, isOtherHost: false, isFresh: false };
    }
    if (this.#forOtherHost.length > 0 && otherHost.isReady(bodyLength)) {
      return {
        index: this.#forOtherHost.shift() ?? 0,
        connection: otherHost,
        isOtherHost: true,
        isFresh: false,
      };
    }
    if (this.left === 0 || !mayStartFresh || !ownHost.isReady(bodyLength)) return null;
    return { index: this.started++, connection: ownHost, isOtherHost: false, isFresh: true };
  }

  repeat(index: number, isOtherHost: boolean): void {
    (isOtherHost ? this.#forOtherHost : this.#repeats).push(index);
  }

  /** Tried on the other host from now on, with a fresh count of attempts. */
  moveToOtherHost(index: number): void {
    this.#attempts.delete(index);
    this.#forOtherHost.push(index);
  }

  /** Empties the queue for the other host. */
  takeOtherHost(): number[] {
    return this.#forOtherHost.splice(0);
  }

  /** Counts the requests of a device that ended without a final answer, this one included. */
  countAttempt(index: number): number {
    const attempts = (this.#attempts.get(index) ?? 0) + 1;
    this.#attempts.set(index, attempts);
    return attempts;
  }
}
