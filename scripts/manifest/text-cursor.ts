/** A place in a text that is read from its beginning to its end. */
interface TextCursor {
  /** Index of the next character. */
  at: number;
  /** What matches here, and is passed by; the pattern is sticky. */
  take(pattern: RegExp): string | undefined;
  /** The next character after spaces and comments; undefined at the end. */
  next(): string | undefined;
  /** Passes by this character when it is the next one. */
  skip(character: string): boolean;
}

/** `space`: what may stand between words, a sticky pattern that matches nothing as well. A BOM counts as a space. */
export function openCursor(text: string, space: RegExp): TextCursor {
  const cursor: TextCursor = {
    at: 0,
    take(pattern) {
      pattern.lastIndex = cursor.at;
      const found = pattern.exec(text)?.[0];
      cursor.at += found?.length ?? 0;
      return found;
    },
    next() {
      cursor.take(space);
      return text[cursor.at];
    },
    skip(character) {
      const isThere = cursor.next() === character;
      if (isThere) cursor.at++;
      return isThere;
    },
  };
  return cursor;
}
