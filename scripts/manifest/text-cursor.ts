import { endOfQuoted, skipSpaceAndComments } from "./text-scan.ts";

/** A place in a text that is read from its beginning to its end. */
interface TextCursor {
  /** Index of the next character. */
  at: number;
  /** What matches here, and is passed by; the pattern is sticky. */
  take(pattern: RegExp): string | undefined;
  /** The text in quotes that begins here, with its quotes. */
  takeQuoted(isAcrossLines?: boolean): string | undefined;
  /** The next character after spaces and comments as C has them; undefined at the end. */
  next(): string | undefined;
  /** Passes by this character when it is the next one. */
  skip(character: string): boolean;
}

/** At the beginning of the text. A BOM counts as a space. */
export function openCursor(text: string): TextCursor {
  const cursor: TextCursor = {
    at: 0,
    take(pattern) {
      pattern.lastIndex = cursor.at;
      const found = pattern.exec(text)?.[0];
      cursor.at += found?.length ?? 0;
      return found;
    },
    takeQuoted(isAcrossLines) {
      const end = endOfQuoted(text, cursor.at, isAcrossLines);
      if (end === -1) return undefined;
      const found = text.slice(cursor.at, end);
      cursor.at = end;
      return found;
    },
    next() {
      cursor.at = skipSpaceAndComments(text, cursor.at);
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
