// Exclusive connections for transactions that survive the loss of a server.

import type { Sql } from "postgres";

/** One physical connection. */
interface Member {
  sql: Sql;
  isLost: boolean;
}

/** What kysely's dialect uses of a reserved connection. */
interface Reserved {
  unsafe(query: string, parameters?: Parameters<Sql["unsafe"]>[1]): Promise<unknown>;
  release(): void;
}

/**
 * A pool with the `reserve` of postgres.js, whose own would not do here: when a reserved connection is lost, the
 * rollback that kysely then sends is written to a socket that is null, which ends the whole process, and a
 * connection that was lost goes back among the open ones (postgres 3.4.9). Here a lost connection fails every later
 * query of its transaction, so that a commit can never be taken for done, and is thrown away.
 */
export class Pool {
  readonly #connect: (onclose: () => void) => Sql;
  readonly #max: number;
  readonly #idle: Member[] = [];
  readonly #members = new Set<Member>();
  readonly #waiting: ((member: Member) => void)[] = [];

  /** `connect` makes a client of one connection, which it opens with its first query. */
  constructor(connect: (onclose: () => void) => Sql, max: number) {
    this.#connect = connect;
    this.#max = max;
  }

  /** A connection of one's own until `release`; waits while all are taken. */
  async reserve(): Promise<Reserved> {
    const member = await this.#take();
    return {
      unsafe: (query, parameters) =>
        // Prepared, as PostgREST does: 0.3 ms less for each call than describing the parameters every time.
        member.isLost
          ? Promise.reject(connectionLost())
          : member.sql.unsafe(query, parameters, { prepare: true }),
      release: () => this.#give(member),
    };
  }

  /** Ends all connections; statements under way fail. */
  async end(): Promise<void> {
    await Promise.all([...this.#members].map(({ sql }) => sql.end({ timeout: 1 })));
  }

  #take(): Promise<Member> {
    for (let member = this.#idle.pop(); member; member = this.#idle.pop()) {
      if (!member.isLost) return Promise.resolve(member);
      this.#discard(member);
    }
    if (this.#members.size < this.#max) return Promise.resolve(this.#open());
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #give(member: Member): void {
    if (member.isLost) this.#discard(member);
    const next = this.#waiting.shift();
    if (next) next(member.isLost ? this.#open() : member);
    else if (!member.isLost) this.#idle.push(member);
  }

  #open(): Member {
    const member: Member = { sql: this.#connect(() => member.isLost = true), isLost: false };
    this.#members.add(member);
    return member;
  }

  #discard(member: Member): void {
    this.#members.delete(member);
    member.sql.end({ timeout: 0 }).catch(() => {});
  }
}

/** What postgres.js raises for a connection that ended. */
export function connectionLost(): Error {
  return Object.assign(new Error("the connection was lost"), { code: "CONNECTION_CLOSED" });
}
