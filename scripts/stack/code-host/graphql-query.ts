/** A field that is asked for, with what is asked for below it. */
export interface AskedField {
  name: string;
  args: Record<string, unknown>;
  fields: AskedField[];
}

/** A query that can't be read; GitHub answers it with the status 200. */
export class QueryError extends Error {
  constructor(message: string, readonly type?: string) {
    super(message);
  }
}

const token = /\s*(?:[,\s]|#[^\n]*\n)*("(?:[^"\\\n]|\\.)*"|-?\d+|[A-Za-z_]\w*|\.\.\.|[{}()[\]:!$=])/y;

/**
 * Reads the part of GraphQL that is used here: one query with variables, fields with arguments. Fragments, aliases, directives and lists are
 * refused, as is a variable that was not declared or not given. Raises QueryError.
 */
export function parseQuery(text: string, variables: Readonly<Record<string, unknown>>): AskedField[] {
  const words: string[] = [];
  token.lastIndex = 0;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    words.push(found[1] ?? "");
    if (text.slice(token.lastIndex).trim() === "") break;
  }
  let at = 0;
  const peek = () => words[at] ?? "";
  const take = (wanted?: string) => {
    const word = peek();
    if (word === "" || (wanted !== undefined && word !== wanted)) {
      throw new QueryError(`Parse error on "${word}" (expected ${wanted ?? "more"})`);
    }
    at++;
    return word;
  };
  const name = () => {
    if (!/^[A-Za-z_]/.test(peek())) throw new QueryError(`Parse error on "${peek()}"`);
    return take();
  };
  const declared = new Map<string, { isRequired: boolean }>();
  const value = (): unknown => {
    if (peek() !== "$") return JSON.parse(take());
    take("$");
    const called = name();
    if (!declared.has(called)) throw new QueryError(`Variable $${called} is used but not declared`);
    return variables[called] ?? null;
  };
  const selections = (): AskedField[] => {
    take("{");
    const fields: AskedField[] = [];
    while (peek() !== "}") {
      const field: AskedField = { name: name(), args: {}, fields: [] };
      if (peek() === "(") {
        take("(");
        while (peek() !== ")") {
          const argument = name();
          take(":");
          field.args[argument] = value();
        }
        take(")");
      }
      if (peek() === "{") field.fields = selections();
      fields.push(field);
    }
    take("}");
    if (fields.length === 0) throw new QueryError('Parse error on "}"');
    return fields;
  };
  take("query");
  if (/^[A-Za-z_]/.test(peek())) take();
  if (peek() === "(") {
    take("(");
    while (peek() !== ")") {
      take("$");
      const called = name();
      take(":");
      name();
      const isRequired = peek() === "!";
      if (isRequired) take("!");
      declared.set(called, { isRequired });
      if (isRequired && (variables[called] ?? null) === null) {
        throw new QueryError(`Variable $${called} was provided invalid value`);
      }
    }
    take(")");
  }
  const fields = selections();
  if (peek() !== "") throw new QueryError(`Parse error on "${peek()}"`);
  return fields;
}
