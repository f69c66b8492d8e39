import type { z } from "zod";
import type { Database, Json } from "./database.gen.ts";

type Functions = Database["ship"]["Functions"];

/** The name of an SQL function of schema `ship`. */
export type RpcName = keyof Functions;

/**
 * The arguments as the database has them: a renamed or missing one does not compile. A `jsonb` argument takes whatever
 * `JSON.stringify` takes.
 */
export type RpcArgs<Name extends RpcName> = JsonAsUnknown<Functions[Name]["Args"]>;

type JsonAsUnknown<Args> = { [Key in keyof Args]: Json extends Args[Key] ? unknown : Args[Key] };

/** An SQL function and the shape of its answer: the one place where the two are put together. */
export interface Rpc<Name extends RpcName, Answer> {
  readonly name: Name;
  readonly answer: z.ZodType<Answer>;
}

export function rpc<Name extends RpcName, Answer>(name: Name, answer: z.ZodType<Answer>): Rpc<Name, Answer> {
  return { name, answer };
}

/** Calls a function and checks its answer. */
export type Call = <Name extends RpcName, Answer>(
  rpc: Rpc<Name, Answer>,
  args: RpcArgs<Name>,
) => Promise<Answer>;
