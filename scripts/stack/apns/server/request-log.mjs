// @ts-check
import { floats, integers } from "./column.mjs";

/**
 * What a device saw: one distinct body with its headers.
 * @typedef {{ announcement: string | null, component: string | null, build: number | null, collapse_id: string | null,
 *   topic: string, push_type: string, priority: string | null, expiration: string | null, payload: Record<string, unknown> }} Notification
 * @typedef {{ environment: "production" | "sandbox", status: number, reason: string | null, answered: boolean }} Result
 *   status 200 with answered false: processed, but the provider never heard so
 * @typedef {{ announcement: string | null, component: string | null, build: number | null, tokens: number, accepted: number,
 *   first_at_ms: number, last_at_ms: number }} Group
 */

/** The record of every request with a well-formed device token: per token a chain of rows, newest first. */
export class RequestLog {
  /** @type {Map<string, number>} */
  #tokens = new Map();
  #newest = integers(); // per token: its newest row + 1
  #accepted = integers(); // per token
  #rowCount = 0;
  #older = integers(); // per row: the row before of the same token, + 1
  #group = integers();
  #notification = integers();
  #result = integers();
  #at = floats();
  /** @type {Notification[]} */
  #notifications = [];
  /** @type {Group[]} */
  #groups = [];
  /** @type {Map<string, number>} */
  #groupIds = new Map();
  /** @type {{ name: string, result: Result }[]} */
  #results = [];
  distinctAccepted = 0;
  duplicates = 0;

  /** Gives a notification its number, to be kept by the caller. @param {Notification} notification */
  intern(notification) {
    this.#notifications.push(notification);
    return this.#notifications.length - 1;
  }

  /**
   * @param {string} token @param {number} notification from `intern`, or -1 when it was refused unread
   * @param {Result} result @param {number} atMs
   */
  add(token, notification, result, atMs) {
    let index = this.#tokens.get(token);
    if (index === undefined) {
      index = this.#tokens.size;
      this.#tokens.set(token, index);
      this.#newest.set(index, 0);
      this.#accepted.set(index, 0);
    }
    const isAccepted = result.status === 200;
    const group = isAccepted ? this.#count(index, this.#groupOf(notification), atMs) : -1;
    const row = this.#rowCount++;
    this.#older.set(row, this.#newest.get(index));
    this.#newest.set(index, row + 1);
    this.#group.set(row, group);
    this.#notification.set(row, notification);
    this.#result.set(row, this.#resultId(result));
    this.#at.set(row, atMs);
    if (!isAccepted) return;
    if (this.#accepted.get(index) === 0) this.distinctAccepted++;
    this.#accepted.set(index, this.#accepted.get(index) + 1);
  }

  /** What one token got, oldest first. @param {string} token */
  of(token) {
    const rows = [];
    for (const row of this.#rows(this.#tokens.get(token))) {
      const notification = this.#notifications[this.#notification.get(row)];
      const result = this.#results[this.#result.get(row)]?.result;
      rows.unshift({ at_ms: this.#at.get(row), ...result, ...(notification ?? {}) });
    }
    return rows;
  }

  /** What was accepted, per announcement (or, lacking one, per component and build). */
  groups() {
    return this.#groups;
  }

  /**
   * The tokens that accepted an announcement (null: any) at least `min` times, in order of their first request.
   * @param {{ announcement: string | null, build: number | null, min: number, offset: number, limit: number }} filter
   */
  tokens({ announcement, build, min, offset, limit }) {
    const wanted = new Set(
      this.#groups.flatMap((group, id) =>
        (announcement === null || group.announcement === announcement) &&
          (build === null || group.build === build)
          ? [id]
          : []
      ),
    );
    const page = [];
    let total = 0;
    for (const [token, index] of this.#tokens) {
      let accepted = 0;
      for (const row of this.#rows(index)) if (wanted.has(this.#group.get(row))) accepted++;
      if (accepted >= min && total++ >= offset && page.length < limit) page.push({ token, accepted });
    }
    return { total, tokens: page };
  }

  /** @param {number | undefined} index */
  *#rows(index) {
    if (index === undefined) return;
    for (let row = this.#newest.get(index); row > 0; row = this.#older.get(row - 1)) yield row - 1;
  }

  /** @param {number} index @param {number} id @param {number} atMs */
  #count(index, id, atMs) {
    const group = this.#groups[id];
    if (group === undefined) return -1;
    group.accepted++;
    group.last_at_ms = atMs;
    if (this.#had(index, id)) this.duplicates++;
    else group.tokens++;
    return id;
  }

  /** Whether the token has accepted the group before. @param {number} index @param {number} group */
  #had(index, group) {
    for (let row = this.#newest.get(index); row > 0; row = this.#older.get(row - 1)) {
      if (this.#group.get(row - 1) === group) return true;
    }
    return false;
  }

  /** @param {number} notification */
  #groupOf(notification) {
    const { announcement = null, component = null, build = null } = this.#notifications[notification] ?? {};
    const name = announcement ?? `${component} ${build}`;
    let id = this.#groupIds.get(name);
    if (id === undefined) {
      id = this.#groups.length;
      this.#groupIds.set(name, id);
      const now = Date.now();
      this.#groups.push({
        announcement,
        component,
        build,
        tokens: 0,
        accepted: 0,
        first_at_ms: now,
        last_at_ms: now,
      });
    }
    return id;
  }

  /** @param {Result} result */
  #resultId(result) {
    const name = `${result.environment} ${result.status} ${result.reason} ${result.answered}`;
    const id = this.#results.findIndex((known) => known.name === name);
    return id >= 0 ? id : this.#results.push({ name, result }) - 1;
  }
}
