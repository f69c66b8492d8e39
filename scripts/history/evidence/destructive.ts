import { alteredName, alterReasons } from "./alter.ts";
import { isWord, nameAt, skipWords, sqlStatements, type SqlToken } from "./sql-words.ts";

/** What no older version of a program misses. */
const harmless = [
  "index",
  "trigger",
  "statistics",
  "rule",
  "cast",
  "operator",
  "event",
  "policy",
  "collation",
];
/** What a migration may drop only to make it anew. */
const remade = ["function", "procedure", "routine", "aggregate", "view", "materialized"];

/**
 * What a migration takes away that the version before relies on: dropped or renamed tables, columns, types, views and functions, changed column
 * types, columns that must be filled, emptied tables. Words in comments and texts don't count, nor do the bodies of functions, which only run
 * later; a `do` block runs at once, so its body counts, and so does what it executes. A function or view that the same script creates again was
 * only replaced, and nobody relies on a table that it creates first. Only the way up is read: what a tool marks as the way down is left out.
 */
export function destructiveReasons(script: string): string[] {
  return [...new Set(reasonsIn(sqlStatements(upwards(script)), 0))];
}

/** dbmate, goose, sql-migrate and others keep both ways in one file. */
function upwards(script: string): string {
  const down = /^--\s*(?:migrate:down|\+goose\s+down|\+migrate\s+down|@down|down\s*$|>>>\s*down)/im.exec(
    script,
  );
  return down === null ? script : script.slice(0, down.index);
}

function reasonsIn(statements: readonly SqlToken[][], depth: number): string[] {
  const remadeNames = new Set(statements.flatMap((statement) => createdName(statement, remade) ?? []));
  const newTables = new Set<string>();
  return statements.flatMap((statement) => {
    const table = createdName(statement, ["table"]);
    if (table !== null) newTables.add(table);
    if (depth < 4 && isWord(statement[0], "do")) return reasonsIn(executed(statement), depth + 1);
    return reasonsOf(statement, remadeNames, newTables);
  });
}

/** The statements of a `do` block, and of the texts that it executes. */
function executed(statement: readonly SqlToken[]): SqlToken[][] {
  const body = statement.find(({ kind }) => kind === "body" || kind === "text");
  const inside = sqlStatements(body?.text ?? "").map(withoutControl);
  const dynamic = inside.filter(([first]) => isWord(first, "execute"))
    .flatMap((tokens) => tokens.filter(({ kind }) => kind === "text" || kind === "body"))
    .flatMap(({ text }) => sqlStatements(text));
  return [...inside, ...dynamic];
}

/** PL/pgSQL's own words before a statement: `begin drop …`, `if … then drop …`. */
function withoutControl(tokens: readonly SqlToken[]): SqlToken[] {
  const control = ["begin", "then", "else", "loop"];
  return tokens.slice(tokens.findLastIndex((token) => control.some((word) => isWord(token, word))) + 1);
}

function reasonsOf(
  statement: readonly SqlToken[],
  remadeNames: ReadonlySet<string>,
  newTables: ReadonlySet<string>,
): string[] {
  const [first, second] = statement;
  if (isWord(first, "drop")) return dropReasons(statement, remadeNames, newTables);
  if (isWord(first, "alter")) {
    return newTables.has(alteredName(statement).name) ? [] : alterReasons(statement);
  }
  if (isWord(first, "truncate")) {
    const { name } = nameAt(statement, skipWords(statement, 1, ["table", "only"]));
    return newTables.has(name) ? [] : [`truncate ${name}`];
  }
  // MySQL's way to rename
  if (isWord(first, "rename") && isWord(second, "table")) {
    return [`rename table ${nameAt(statement, 2).name}`];
  }
  return deleteReasons(statement, newTables);
}

function dropReasons(
  statement: readonly SqlToken[],
  remadeNames: ReadonlySet<string>,
  newTables: ReadonlySet<string>,
): string[] {
  const kind = statement[1]?.text ?? "";
  if (harmless.includes(kind)) return [];
  const { name } = nameAt(statement, skipWords(statement, 2, ["view", "if", "exists", "concurrently"]));
  if (remade.includes(kind) && remadeNames.has(name)) return [];
  if (kind === "table" && newTables.has(name)) return [];
  return [`drop ${kind}${kind === "materialized" ? " view" : ""} ${name}`];
}

function deleteReasons(statement: readonly SqlToken[], newTables: ReadonlySet<string>): string[] {
  const at = statement.findIndex((token, index) =>
    isWord(token, "delete") && isWord(statement[index + 1], "from")
  );
  if (at === -1 || (at > 0 && !isWord(statement[0], "with"))) return [];
  const { name } = nameAt(statement, skipWords(statement, at + 2, ["only"]));
  return hasWhere(statement, at) || newTables.has(name) ? [] : [`delete from ${name} without where`];
}

/** The name of what a statement makes, when it is one of these kinds. */
function createdName(statement: readonly SqlToken[], kinds: readonly string[]): string | null {
  if (!isWord(statement[0], "create")) return null;
  const at = statement.slice(0, 5).findIndex((token) => kinds.some((kind) => isWord(token, kind)));
  if (at === -1) return null;
  return nameAt(statement, skipWords(statement, at + 1, ["view", "if", "not", "exists"])).name;
}

/** At the same depth of parentheses as the `delete`: one of a subquery is another's. */
function hasWhere(statement: readonly SqlToken[], from: number): boolean {
  let depth = 0;
  for (const token of statement.slice(from)) {
    const sign = token.kind === "sign" ? token.text : "";
    depth += sign === "(" ? 1 : sign === ")" ? -1 : 0;
    if (depth < 0) return false;
    if (depth === 0 && isWord(token, "where")) return true;
  }
  return false;
}
