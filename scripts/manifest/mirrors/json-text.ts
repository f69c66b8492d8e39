import { openCursor } from "../text-cursor.ts";
import type { Branch } from "./pointer.ts";
import { TextError } from "./text-error.ts";

/** A value of a JSON text and where it stands, so that one value can be replaced without touching another byte. */
export interface JsonNode extends Branch<JsonNode> {
  /** Index of its first character, and the one after its last. */
  start: number;
  end: number;
  /** Of an object: the last one wins, as in JSON.parse. */
  members?: Map<string, JsonNode>;
  /** Member names that occur more than once in this object. */
  repeated?: string[];
}

/** What is wrong with a JSON text, and where. */
export class JsonTextError extends TextError {
  constructor(offset: number, what: string) {
    super("JSON", offset, what);
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
  const cursor = openCursor(text);
  const fail = (what: string): never => {
    throw new JsonTextError(cursor.at, what);
  };
  let depth = 0;
  const expect = (character: string) => {
    if (!cursor.skip(character)) fail(`expected ${character}`);
  };
  const takeString = () => cursor.next() === '"' ? cursor.takeQuoted() : undefined;
  /** Runs `each` until `close`, which it consumes; a comma between, and perhaps one at the end. */
  const list = (close: string, each: () => void) => {
    if (++depth > maxDepth) fail(`more than ${maxDepth} brackets within each other`);
    while (!cursor.skip(close)) {
      each();
      if (cursor.next() !== close) expect(",");
    }
    depth--;
  };
  const value = (): JsonNode => {
    const character = cursor.next();
    const start = cursor.at;
    if (cursor.skip("{")) {
      const members = new Map<string, JsonNode>();
      const repeated: string[] = [];
      list("}", () => {
        const name = unquote(takeString() ?? fail("expected a member name in double quotes"));
        expect(":");
        if (members.has(name)) repeated.push(name);
        members.set(name, value());
      });
      return { start, end: cursor.at, members, repeated };
    }
    if (cursor.skip("[")) {
      const items: JsonNode[] = [];
      list("]", () => void items.push(value()));
      return { start, end: cursor.at, items };
    }
    if ((character === '"' ? takeString() : cursor.take(scalar)) === undefined) fail("expected a value");
    return { start, end: cursor.at };
  };
  const root = value();
  if (cursor.next() !== undefined) fail("expected nothing more");
  return root;
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
