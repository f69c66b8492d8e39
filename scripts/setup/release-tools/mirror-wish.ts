import type { MirrorDraft } from "../find/candidate.ts";

/** A place that repeats a version, and what it says now. */
export interface MirrorWish {
  mirror: MirrorDraft;
  found: string;
}

/** The text or number at a JSON Pointer; undefined for everything else. */
export function scalarAt(value: unknown, pointer: string): string | undefined {
  let at = value;
  for (const part of pointer.split("/").slice(1)) {
    if (typeof at !== "object" || at === null) return undefined;
    at = Reflect.get(at, part.replaceAll("~1", "/").replaceAll("~0", "~"));
  }
  return typeof at === "string" || typeof at === "number" ? String(at) : undefined;
}
