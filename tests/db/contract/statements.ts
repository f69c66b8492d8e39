/**
 * The UPDATE and DELETE statements of an SQL text that have no WHERE of their own, each by its first words. Hosted Data
 * API sessions refuse them (safeupdate), wherever they stand: in a CTE, a function body, a trigger.
 */
export function withoutWhere(text: string): string[] {
  // What may hold any word is blanked; function bodies between $$ stay, they are SQL.
  const sql = text.toLowerCase()
    .replace(/--.*$/gm, "")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/'(?:[^']|'')*'/g, "''")
    .replace(/\$\$/g, ";");
  const tokens = sql.match(/[a-z_][a-z0-9_.]*|\S/g) ?? [];

  return tokens.flatMap((token, at) => {
    if (token !== "update" && token !== "delete") return [];
    // `for update`, `do update`, `before update or delete`, `on delete`: the word begins no statement there.
    if (!/^([;()]|then|else|loop|begin|atomic)?$/.test(tokens[at - 1] ?? "")) return [];
    return hasWhere(tokens, at) ? [] : [tokens.slice(at, at + 4).join(" ")];
  });
}

/** Whether the statement that begins at `start` has a WHERE at its own level of parentheses. */
function hasWhere(tokens: string[], start: number): boolean {
  let depth = 0;
  for (const token of tokens.slice(start)) {
    if (token === "(") depth++;
    if (token === ")") depth--;
    if (depth < 0 || (depth === 0 && token === ";")) return false;
    if (depth === 0 && token === "where") return true;
  }
  return false;
}
