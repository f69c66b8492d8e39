/** What `systemctl show` says of a unit. */
export interface Unit {
  variables: Map<string, string>;
  files: { path: string; isOptional: boolean }[];
  /** Names, or assignments, that are taken away at last. */
  unset: string[];
}

/** Reads `systemctl show` of LoadState, Environment, EnvironmentFiles and UnsetEnvironment. `problem` is the end of a sentence. */
export function parseUnit(text: string): Unit | { problem: string } {
  const unit: Unit = { variables: new Map(), files: [], unset: [] };
  let isLoaded = false;
  for (const line of text.split("\n")) {
    const [, name, value = ""] = /^(\w+)=(.*)$/.exec(line) ?? [];
    if (name === "LoadState") isLoaded = value === "loaded";
    if (name === "EnvironmentFiles") {
      const [, path, ignored] = /^(.*) \(ignore_errors=(yes|no)\)$/.exec(value) ?? [];
      if (path === undefined) return { problem: "names its environment files in an unknown way" };
      unit.files.push({ path, isOptional: ignored === "yes" });
    }
    if (name !== "Environment" && name !== "UnsetEnvironment") continue;
    const words = splitWords(value);
    // Before version 246 systemd shows no value that holds a space.
    if (words.includes("[unprintable]")) {
      return { problem: "has a variable with a space in it, which this version of systemd does not show" };
    }
    if (name === "UnsetEnvironment") unit.unset.push(...words);
    else for (const word of words) unit.variables.set(...assignment(word));
  }
  return isLoaded ? unit : { problem: "has no such unit" };
}

function assignment(word: string): [string, string] {
  const at = word.indexOf("=");
  return at === -1 ? [word, ""] : [word.slice(0, at), word.slice(at + 1)];
}

/** Words between spaces. One that begins with a double quote ends with one, and has C escapes in it. */
function splitWords(text: string): string[] {
  const words: string[] = [];
  for (const [, quoted, plain] of text.matchAll(/"((?:[^"\\]|\\.)*)"(?= |$)|(\S+)/g)) {
    words.push(quoted === undefined ? plain ?? "" : unescape(quoted));
  }
  return words;
}

const escapes: Readonly<Record<string, string>> = {
  ...{ a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" },
};

function unescape(text: string): string {
  return text.replaceAll(/\\(?:x([0-9a-fA-F]{2})|([0-7]{3})|(.))/g, (_, hex, octal, one: string) => {
    if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
    if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8));
    return escapes[one] ?? one;
  });
}
