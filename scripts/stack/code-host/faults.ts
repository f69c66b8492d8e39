/** What happens instead of the answer. */
export type Fault =
  | { kind: "secondary"; status?: 403 | 429; retryAfter?: number }
  | { kind: "error"; status: number; message?: string }
  /** Of an upload: 502, and half an asset stays. */
  | { kind: "starter" }
  /** The connection breaks, before or after it was done. */
  | { kind: "drop"; when: "before" | "after" }
  | { kind: "redirect"; status: 301 | 302 | 307; to: string }
  | { kind: "no-digest" };

/** Which calls it happens to. */
interface Rule {
  method?: string;
  path?: RegExp;
  /** How many of them; one when left out. */
  times?: number;
}

/** Faults that were asked for; the first one that fits is taken. */
export class Faults {
  #rules: { rule: Rule; fault: Fault; left: number }[] = [];

  add(fault: Fault, rule: Rule = {}): void {
    this.#rules.push({ rule, fault, left: rule.times ?? 1 });
  }

  take(method: string, path: string): Fault | null {
    const found = this.#rules.find(({ rule, left }) =>
      left > 0 && (rule.method ?? method) === method && (rule.path?.test(path) ?? true)
    );
    if (found === undefined) return null;
    found.left--;
    return found.fault;
  }
}
