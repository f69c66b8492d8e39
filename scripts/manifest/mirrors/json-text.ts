import { endOfQuoted, skipSpaceAndComments } from "../text-scan.ts";

/** A value of a JSON text and where it stands, so that one value can be replaced without touching another byte. */
export interface JsonNode {
  /** Index of its first character, and the one after its last. */
  start: number;
  end: number;
  /** Of an object: the last one wins, as in JSON.parse. */
  members?: Map<string, JsonNode>;
  /** Member names that occur more than once in this object. */
  repeated?: string[];
  items?: JsonNode[];
}

/** What is wrong with a JSON text, and where. */
export class JsonTextError extends Error {
  constructor(readonly offset: number, what: string) {
    super(what);
  }
}

/** Deeper than any file that people read; each level is a call on the stack. */
const maxDepth = 500;
const scalar = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * Finds every value of a text. Comments and commas before a closing bracket are fine, because configuration files hold
 * them; a BOM is fine as well. Raises JsonTextError.
 */
export function scanJson(text: string): JsonNode {
  let at = 0;
  const fail = (what: string): never => {
    throw new JsonTextError(at, what);
  };
  const take = (end: number): string | undefined => {
    const found = end === -1 ? undefined : text.slice(at, end);
    if (found !== undefined) at = end;
    return found;
  };
  const takeString = () => take(text[at] === '"' ? endOfQuoted(text, at) : -1);
  const takeScalar = () => {
    scalar.lastIndex = at;
    return take(at + (scalar.exec(text)?.[0].length ?? -1 - at));
  };
  const next = (): string | undefined => {
    at = skipSpaceAndComments(text, at);
    return text[at];
  };
  let depth = 0;
  const expect = (character: string) => next() === character ? void at++ : fail(`expected ${character}`);
  /** Runs `each` until `close`, which it consumes; a comma between, and perhaps one at the end. */
  const list = (close: string, each: () => void) => {
    if (++depth > maxDepth) fail(`more than ${maxDepth} brackets within each other`);
    while (next() !== close) {
      each();
      if (next() !== close) expect(",");
    }
    at++;
    depth--;
  };
  const value = (): JsonNode => {
    const character = next();
    const start = at;
    if (character === "{") {
      at++;
      const members = new Map<string, JsonNode>();
      const repeated: string[] = [];
      list("}", () => {
        next();
        const name = unquote(takeString() ?? fail("expected a member name in double quotes"));
        expect(":");
        if (members.has(name)) repeated.push(name);
        members.set(name, value());
      });
      return { start, end: at, members, repeated };
    }
    if (character === "[") {
      at++;
      const items: JsonNode[] = [];
      list("]", () => void items.push(value()));
      return { start, end: at, items };
    }
    if ((character === '"' ? takeString() : takeScalar()) === undefined) fail("expected a value");
    return { start, end: at };
  };
  const root = value();
  if (next() !== undefined) fail("expected nothing more");
  return root;
}

/** The value at a JSON Pointer (RFC 6901); undefined when there is none. */
export function nodeAt(root: JsonNode, pointer: string): JsonNode | undefined {
  return pointer.split("/").slice(1).reduce<JsonNode | undefined>((node, part) => {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    if (node?.items !== undefined) return /^(0|[1-9]\d*)$/.test(name) ? node.items[Number(name)] : undefined;
    return node?.members?.get(name);
  }, root);
}

/** A JSON Pointer to a path of names and indexes. */
export function toPointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** The line of an index, counted from 1. */
export function lineAt(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < index; at = text.indexOf("\n", at + 1)) line++;
  return line;
}

function unquote(raw: string): string {
  const value: unknown = JSON.parse(raw);
  return String(value);
}
