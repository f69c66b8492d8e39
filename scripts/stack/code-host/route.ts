import type { z } from "zod";
import type { Faults } from "./faults.ts";
import type { Grant, Need } from "./grants.ts";
import { fail } from "./reply.ts";
import type { Bare } from "./repository.ts";
import { type Answer, type Call, readBytes } from "./server.ts";
import type { State } from "./state.ts";

/** What every route works with. */
export interface World {
  state: State;
  bare: Bare;
  faults: Faults;
  number: () => number;
  /** Addresses of the two servers. */
  urls: { api: string; upload: string };
  now: () => number;
}

/** A call that is allowed. */
export interface Asked {
  call: Call;
  grant: Grant;
  /** Of the path, decoded. */
  values: string[];
  world: World;
  /** The JSON body as the schema has it; raises a Refusal. */
  body<Schema extends z.ZodType>(schema: Schema): Promise<z.output<Schema>>;
}

export interface Route {
  method: string;
  /** Below the repository; `:` stands for one part, `:*` at the end for all that follow. */
  path: string;
  /** The ways to be allowed; one of them is enough. */
  needs: readonly (readonly Need[])[];
  handle(asked: Asked): Promise<NonNullable<Answer>> | NonNullable<Answer>;
}

/** An answer that ends a call early. */
export class Refusal extends Error {
  constructor(readonly answer: NonNullable<Answer>) {
    super("refused");
  }
}

/** The route of a path below the repository, and the values in it. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; values: string[] } | null {
  const given = path.split("/");
  for (const route of routes) {
    const isOpen = route.path.endsWith("/:*");
    const wanted = route.path.split("/");
    const parts = isOpen ? given.slice(0, wanted.length - 1).concat(rest(given, wanted.length - 1)) : given;
    const fits = route.method === method && wanted.length === parts.length &&
      wanted.every((part, at) => part.startsWith(":") ? parts[at] !== "" : part === parts[at]);
    if (fits) {
      const values = parts.filter((_, at) => wanted[at]?.startsWith(":")).map(decodeURIComponent);
      return { route, values };
    }
  }
  return null;
}

/** What follows, as one part; none when nothing does. */
function rest(parts: readonly string[], from: number): string[] {
  return parts.length > from ? [parts.slice(from).join("/")] : [];
}

/** The body by a schema: 400 for what is no JSON, 422 for what does not fit. */
export async function readBody<Schema extends z.ZodType>(
  call: Call,
  schema: Schema,
): Promise<z.output<Schema>> {
  const text = new TextDecoder().decode(await readBytes(call));
  const parsed = schema.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => ({
    resource: "Request",
    field: issue.path.join("."),
    code: "invalid",
    message: issue.message,
  }));
  throw new Refusal(fail(422, "Validation Failed", { errors }));
}

function parse(text: string): unknown {
  if (text === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(fail(400, "Problems parsing JSON"));
  }
}
