import type { SecretForm } from "./secret-forms.ts";

/** From where to where; the end is not part of it. */
export type Span = readonly [from: number, to: number];

/** A reading that goes on piece by piece: a secret may begin in one and end in another. */
interface Reading {
  /** Reads on, and gives the secrets that end in this piece; places count from the beginning of the reading. */
  read(piece: string): Span[];
  /** How many of the last characters may be the beginning of a secret. */
  readonly open: number;
}

/** Finds all forms of all secrets in one pass, however many there are. */
export interface SecretFinder {
  start(): Reading;
}

/**
 * An Aho-Corasick automaton: its state is the longest end of what was read that is the beginning of a form. State 0 has read
 * nothing of any. Nearly every state has one child, so children are a chain.
 */
export function makeFinder(forms: readonly SecretForm[]): SecretFinder {
  const roots = new Map<number, number>();
  const unitOf = [0];
  const parent = [0];
  const firstChild = [0];
  const sibling = [0];
  const depth = [0];
  const fallback = [0];
  /** The longest form that ends in a state. */
  const found: (SecretForm | undefined)[] = [undefined];
  const levels: number[][] = [];

  const childOf = (state: number, unit: number): number => {
    if (state === 0) return roots.get(unit) ?? 0;
    let child = firstChild[state] ?? 0;
    while (child !== 0 && unitOf[child] !== unit) child = sibling[child] ?? 0;
    return child;
  };
  const addChild = (state: number, unit: number): number => {
    const child = unitOf.push(unit) - 1;
    parent.push(state);
    firstChild.push(0);
    fallback.push(0);
    found.push(undefined);
    sibling.push(state === 0 ? 0 : firstChild[state] ?? 0);
    if (state === 0) roots.set(unit, child);
    else firstChild[state] = child;
    const level = depth[state] ?? 0;
    depth.push(level + 1);
    (levels[level] ??= []).push(child);
    return child;
  };
  const step = (from: number, unit: number): number => {
    for (let state = from;; state = fallback[state] ?? 0) {
      const next = childOf(state, unit);
      if (next !== 0 || state === 0) return next;
    }
  };

  for (const form of forms) {
    let state = 0;
    for (let at = 0; at < form.text.length; at++) {
      const unit = form.text.charCodeAt(at);
      state = childOf(state, unit) || addChild(state, unit);
    }
    if (state !== 0) found[state] = form;
  }
  // Level by level: a state falls back to a shallower one.
  for (const state of levels.slice(1).flat()) {
    fallback[state] = step(fallback[parent[state] ?? 0] ?? 0, unitOf[state] ?? 0);
    found[state] ??= found[fallback[state] ?? 0];
  }

  return {
    start() {
      let state = 0;
      let place = 0;
      return {
        read(piece) {
          const spans: Span[] = [];
          for (let at = 0; at < piece.length; at++) {
            state = step(state, piece.charCodeAt(at));
            place++;
            const form = found[state];
            if (form) spans.push([place - form.text.length - form.before, place + form.after]);
          }
          return spans;
        },
        get open() {
          return depth[state] ?? 0;
        },
      };
    },
  };
}

/** A piece with `***` in the place of the spans; `from` is the place of its first character. */
export function hideSpans(piece: string, from: number, spans: readonly Span[]): string {
  const shown: string[] = [];
  let at = 0;
  for (const [start, end] of [...spans].sort(([a], [b]) => a - b)) {
    const first = Math.max(start - from, 0);
    const last = Math.min(end - from, piece.length);
    if (last <= at || first >= piece.length) continue;
    if (first > at || shown.length === 0) shown.push(piece.slice(at, Math.max(first, at)), "***");
    at = last;
  }
  return shown.length === 0 ? piece : shown.join("") + piece.slice(at);
}
