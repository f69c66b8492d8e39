type State = "before name" | "comment" | "name" | "before value" | "value" | "single" | "double";

const blank = /[ \t\r]/;

/**
 * The variables of a file that `EnvironmentFile=` names. It is no .env file: a # inside of a value is part of it, there is no `export`, and a
 * backslash keeps the next character, or continues the line. Source: systemd.exec(5), "EnvironmentFile=", and how systemd 252 reads one.
 */
export function parseEnvironmentFile(text: string): Map<string, string> {
  const variables = new Map<string, string>();
  let state: State = "before name";
  let name = "";
  let value = "";
  /** How much of the value stays although it is blank: it was quoted or escaped. */
  let kept = 0;
  const end = () => {
    const key = name.trim();
    const bare = value.slice(0, kept) + value.slice(kept).trimEnd();
    if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(key)) variables.set(key, bare);
    name = value = "";
    kept = 0;
    state = "before name";
  };
  const keep = (character: string) => {
    value += character;
    kept = value.length;
  };
  const characters = [...text.replaceAll("\r\n", "\n")];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? "";
    const next = characters[at + 1] ?? "";
    const isEscape = character === "\\";
    if (state === "single") {
      if (character === "'") state = "before value";
      else keep(character);
    } else if (state === "double") {
      if (character === '"') state = "before value";
      else if (isEscape) {
        at++;
        if (next !== "\n") keep('"\\`$'.includes(next) && next !== "" ? next : `\\${next}`);
      } else keep(character);
    } else if (state === "comment") {
      if (isEscape) at++;
      else if (character === "\n") state = "before name";
    } else if (state === "before name") {
      if (character === "#" || character === ";") state = "comment";
      else if (!blank.test(character) && character !== "\n") {
        state = "name";
        name = character;
      }
    } else if (state === "name") {
      if (character === "\n") {
        name = "";
        state = "before name";
      } else if (character === "=") state = "before value";
      else name += character;
    } else if (character === "\n") end();
    else if (isEscape) {
      at++;
      state = "value";
      if (next !== "\n") keep(next);
    } else if (state === "before value" && (character === "'" || character === '"')) {
      state = character === "'" ? "single" : "double";
    } else if (state === "value" || !blank.test(character)) {
      state = "value";
      value += character;
    }
  }
  if (["before value", "value", "single", "double"].includes(state)) end();
  return variables;
}
