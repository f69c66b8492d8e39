// What a part of the stand-in is asked, and how it answers.

import { z } from "zod";
import { refuse } from "./answers.ts";

/** A request whose token was good. */
export interface Call {
  method: string;
  /** Without the query: `/v1/…`. */
  path: string;
  query: URLSearchParams;
  /** Parsed JSON; undefined without a body. */
  body: unknown;
}

/** Null: the path is not this part's. */
export type Route = (call: Call) => Response | null;

export function notFound(type: string, id: string): Response {
  return refuse(404, "NOT_FOUND", `There is no resource of type '${type}' with id '${id}'`);
}

/** The query as the schema has it, or the 400 that Apple answers to parameters that it does not know. */
export function readQuery<Schema extends z.ZodType>(
  parameters: URLSearchParams,
  schema: Schema,
): z.infer<Schema> | Response {
  const query = schema.safeParse(Object.fromEntries(parameters));
  return query.success ? query.data : refuse(400, "PARAMETER_ERROR.INVALID", z.prettifyError(query.error));
}

/** The body as the schema has it; the 409 of a wrong attribute names it. */
export function readBody<Schema extends z.ZodType>(
  body: unknown,
  schema: Schema,
): z.infer<Schema> | Response {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const isMissing = parsed.error.issues.some(({ message }) => message.includes("received undefined"));
  const code = isMissing ? "ENTITY_ERROR.ATTRIBUTE.REQUIRED" : "ENTITY_ERROR.ATTRIBUTE.INVALID";
  return refuse(409, code, z.prettifyError(parsed.error));
}
