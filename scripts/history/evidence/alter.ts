import { isWord, nameAt, skipWords, type SqlToken } from "./sql-words.ts";

/** Whose names nobody outside of the database uses. */
const unnamed = ["index", "trigger", "policy", "constraint", "statistics", "rule", "role", "user", "group"];
/** What a column or table may lose without anybody who misses it. */
const loosened = [
  "constraint",
  "default",
  "not",
  "identity",
  "expression",
  "index",
  "key",
  "primary",
  "foreign",
];

/** What an `alter` takes away, by each of its actions; empty when nothing. */
export function alterReasons(statement: readonly SqlToken[]): string[] {
  const kind = statement[1]?.text ?? "";
  if (unnamed.includes(kind)) return [];
  const { name, end } = alteredName(statement);
  return actionsOf(statement.slice(end)).flatMap((action) => reasonOf(kind, name, action) ?? []);
}

/** What is altered, and where its name ends. */
export function alteredName(statement: readonly SqlToken[]): { name: string; end: number } {
  return nameAt(statement, skipWords(statement, 2, ["if", "exists", "only", "view", "table"]));
}

/** The parts between commas, those within parentheses apart. */
function actionsOf(tokens: readonly SqlToken[]): SqlToken[][] {
  const actions: SqlToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    const sign = token.kind === "sign" ? token.text : "";
    if (sign === "," && depth === 0) actions.push([]);
    // what is within says nothing of the action itself
    else if (depth === 0 && sign !== "(") actions.at(-1)?.push(token);
    depth += sign === "(" ? 1 : sign === ")" ? -1 : 0;
  }
  return actions;
}

function reasonOf(kind: string, name: string, action: readonly SqlToken[]): string | null {
  const [verb, second] = action;
  if (isWord(verb, "rename")) return isWord(second, "constraint") ? null : `rename in ${kind} ${name}`;
  if (isWord(verb, "set") && isWord(second, "schema")) return `another schema for ${kind} ${name}`;
  if (isWord(verb, "drop")) return dropReason(name, action);
  if (isWord(verb, "alter")) return columnReason(name, action);
  if (isWord(verb, "add")) return addReason(kind, name, action);
  // MySQL's ways to give a column another type or name
  return isWord(verb, "modify") || isWord(verb, "change") ? `a changed column of ${name}` : null;
}

function dropReason(name: string, action: readonly SqlToken[]): string | null {
  if (loosened.some((word) => isWord(action[1], word))) return null;
  const at = skipWords(action, 1, ["column", "attribute", "if", "exists"]);
  return `drop column ${action[at]?.text ?? ""} of ${name}`;
}

/** `alter [column] c …`, and `alter attribute a …` of a composite type. */
function columnReason(name: string, action: readonly SqlToken[]): string | null {
  const at = skipWords(action, 1, ["column", "attribute"]);
  const column = action[at]?.text ?? "";
  const words = action.slice(at + 1, at + 4).map(({ text }) => text).join(" ");
  if (words.startsWith("set not null")) return `set not null for ${column} of ${name}`;
  return /^(set data )?type\b/.test(words) ? `another type for ${column} of ${name}` : null;
}

function addReason(kind: string, name: string, action: readonly SqlToken[]): string | null {
  const words = ` ${action.map(({ text, kind }) => kind === "word" ? text : "?").join(" ")} `;
  if (kind !== "table" || /^ add (constraint|check|unique|primary|foreign|exclude) /.test(words)) return null;
  const isFilled = / (default|generated|(small|big)?serial|auto_increment) /.test(words);
  return words.includes(" not null ") && !isFilled ? `add a column to ${name} that must be filled` : null;
}
