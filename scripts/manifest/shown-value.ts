import type { Mirror } from "./schema.ts";

/**
 * A value of a file, for a message: a mirror may name any file and any place in it, also one that holds a password, and what CI prints
 * everybody reads. So it is shown only when it is what it should be, a build, a version or a name; else its length.
 */
export function shownValue(kind: Mirror["value"], value: string): string {
  return shapes[kind](value) ? value : `something else of ${value.length} characters`;
}

/** A value that refers to other settings, in the same way. */
export function shownLink(value: string): string {
  return value.length <= 60 && /^[A-Za-z0-9_.$(){}:-]*$/.test(value) &&
      !hasLongWord(value.replaceAll(/\$[({]\w+/g, ""))
    ? value
    : `something else of ${value.length} characters`;
}

const isVersion = (value: string) =>
  value.length <= 32 && /^v?\d{1,16}(\.\d{1,16}){0,4}((a|b|rc)\d{1,16})?([-+][0-9A-Za-z.+-]*)?$/.test(value);

const shapes: Record<Mirror["value"], (value: string) => boolean> = {
  build: isVersion,
  version: isVersion,
  "version+build": isVersion,
  name: (value) =>
    value.length <= 40 && /^[\p{L}\p{M}\p{N}\p{Emoji} .,'’&!()_-]*$/u.test(value) && !hasLongWord(value),
};

/** Names are made of words; a token is not. */
function hasLongWord(value: string): boolean {
  return value.split(/[ .,'’&!()_-]/).some((word) => word.length > 15);
}
