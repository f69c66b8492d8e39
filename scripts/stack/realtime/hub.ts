// Who is subscribed to what, and the fan-out of a broadcast. Public and private topics are separate spaces.

import type { KeyRole } from "../keys.ts";

/** A joined topic of one socket. */
export interface Subscription {
  topic: string;
  private: boolean;
  deliver(broadcast: Broadcast): void;
  /** Ends the subscription as the server does for a limit: a system message, then phx_close. */
  kick(message: string): void;
  /** Sends phx_error, as when a channel process crashes. */
  crash(): void;
}

/** A message on its way to the subscribers of a topic. */
export interface Broadcast {
  topic: string;
  event: string;
  /** Raw bytes when a Uint8Array, JSON otherwise. */
  payload: unknown;
  private: boolean;
  id?: string;
}

/** What the control URL tells of a broadcast. */
interface BroadcastRecord {
  at: number;
  topic: string;
  event: string;
  payload: unknown;
  private: boolean;
  by: KeyRole;
  via: "rest" | "socket";
  recipients: number;
}

/** How many broadcasts the record holds; the oldest go first. */
const recordLimit = 10_000;

/** The topics of one server. */
export class Hub {
  readonly broadcasts: BroadcastRecord[] = [];
  readonly counts = {
    connections: 0,
    joins: 0,
    joins_refused: 0,
    delivered: 0,
    dropped: 0,
    rest: new Map<number, number>(),
  };
  readonly #topics = new Map<string, Set<Subscription>>();
  readonly #now: () => number;
  #window: { at: number; events: number }[] = [];
  /** Set by the control URL. */
  dropping = false;

  constructor(now: () => number) {
    this.#now = now;
  }

  add(subscription: Subscription): void {
    const key = spaceOf(subscription);
    const members = this.#topics.get(key) ?? new Set();
    this.#topics.set(key, members.add(subscription));
  }

  remove(subscription: Subscription): void {
    const members = this.#topics.get(spaceOf(subscription));
    members?.delete(subscription);
    if (members?.size === 0) this.#topics.delete(spaceOf(subscription));
  }

  /** Every subscription, or those of one topic. */
  subscriptions(topic?: string): Subscription[] {
    return [...this.#topics.values()].flatMap((members) => [...members])
      .filter((subscription) => topic === undefined || subscription.topic === topic);
  }

  /** Delivers to everyone on the topic but `sender`, counts and records it. */
  publish(broadcast: Broadcast, by: KeyRole, via: "rest" | "socket", sender?: Subscription): void {
    const members = [...this.#topics.get(spaceOf(broadcast)) ?? []].filter((member) => member !== sender);
    // A private message without permission is dropped without a word, also by the real server.
    const allowed = !broadcast.private || by === "service_role";
    const recipients = this.dropping || !allowed ? [] : members;
    for (const member of recipients) member.deliver(broadcast);
    this.count(1 + recipients.length);
    this.counts.delivered += recipients.length;
    this.counts.dropped += members.length - recipients.length;
    const { topic, event } = broadcast;
    const payload = broadcast.payload instanceof Uint8Array
      ? broadcast.payload.toBase64()
      : broadcast.payload;
    this.broadcasts.push({
      at: this.#now(),
      topic,
      event,
      payload,
      private: broadcast.private,
      by,
      via,
      recipients: recipients.length,
    });
    if (this.broadcasts.length > recordLimit) this.broadcasts.shift();
  }

  /** Counts events towards the rate. */
  count(events: number): void {
    this.#window.push({ at: this.#now(), events });
  }

  /** Events of the past second. */
  rate(): number {
    const since = this.#now() - 1000;
    this.#window = this.#window.filter(({ at }) => at > since);
    return this.#window.reduce((sum, { events }) => sum + events, 0);
  }

  /** Forgets records and counts; subscriptions stay. */
  forget(): void {
    this.broadcasts.length = 0;
    this.#window = [];
    Object.assign(this.counts, { connections: 0, joins: 0, joins_refused: 0, delivered: 0, dropped: 0 });
    this.counts.rest.clear();
  }
}

function spaceOf({ topic, private: isPrivate }: { topic: string; private: boolean }): string {
  return `${isPrivate ? "private" : "public"}:${topic}`;
}
