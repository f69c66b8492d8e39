/** A value of an OpenStep property list, the format of project.pbxproj. */
export type Plist = string | Plist[] | { [key: string]: Plist };

/**
 * Reads an OpenStep property list; undefined when the text is none. Only for looking: what it says is never printed again, so comments and
 * order may be lost here. (Of npm's parsers one is an alpha with three dependencies, the others are abandoned or grammars of half a
 * megabyte; the format has four kinds of tokens.)
 */
export function readOpenStep(text: string): Plist | undefined {
  const tokens =
    /\s+|\/\/[^\n]*|\/\*[^]*?\*\/|("(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|<[0-9a-fA-F\s]*>|[{}()=;,]|[^\s{}()=;,"'<>]+)/y;
  const words: string[] = [];
  tokens.lastIndex = text.startsWith("\uFEFF") ? 1 : 0;
  while (tokens.lastIndex < text.length) {
    const match = tokens.exec(text);
    if (match === null) return undefined;
    if (match[1] !== undefined) words.push(match[1]);
  }
  let at = 0;
  let isBroken = false;
  const skip = (word: string) => {
    const isThere = words[at] === word;
    if (isThere) at++;
    return isThere;
  };
  const value = (): Plist => {
    const word = words[at++];
    if (word === "{") {
      const members: { [key: string]: Plist } = {};
      while (!skip("}") && !isBroken) {
        const key = plain(words[at++] ?? "");
        if (!skip("=")) isBroken = true;
        members[key] = value();
        if (!skip(";")) isBroken = true;
      }
      return members;
    }
    if (word === "(") {
      const items: Plist[] = [];
      while (!skip(")") && !isBroken) {
        items.push(value());
        if (!skip(",") && words[at] !== ")") isBroken = true;
      }
      return items;
    }
    if (word === undefined || /^[})=;,]$/.test(word)) isBroken = true;
    return plain(word ?? "");
  };
  const root = value();
  return isBroken || at !== words.length ? undefined : root;
}

const escapes: Record<string, string> = { n: "\n", t: "\t", r: "\r", a: "\x07", b: "\b", f: "\f", v: "\v" };

function plain(word: string): string {
  return /^["']/.test(word)
    ? word.slice(1, -1).replace(/\\([^])/g, (_, character: string) => escapes[character] ?? character)
    : word;
}
