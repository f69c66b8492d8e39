import { z } from "zod";
import type { Bytes } from "./document.ts";
import { describeIssues } from "./issues.ts";
import { Problem } from "./problem.ts";

/**
 * The body as JSON of the given shape, at most `limit` bytes. `optional` bodies may be empty and then count as `{}`.
 * Raises Problem 415 `content_type_unsupported`, 413 `body_too_large`, 400 `body_not_json`, 422 `body_invalid`, checked
 * in this order. Messages name fields of the schema, never what the caller sent.
 */
export async function readJson<T>(
  request: Request,
  schema: z.ZodType<T>,
  { limit, optional = false }: { limit: number; optional?: boolean },
): Promise<T> {
  const length = request.headers.get("content-length");
  const isEmpty = request.body === null || length === "0";
  if (!isEmpty && !/^application\/json\s*(;|$)/i.test(request.headers.get("content-type") ?? "")) {
    await request.body?.cancel();
    throw new Problem("content_type_unsupported", 415, "Send JSON with content-type: application/json.");
  }
  const bytes = isEmpty ? new Uint8Array() : await readLimited(request, limit);
  return parseAs(schema, bytes.length === 0 && optional ? {} : parseJson(bytes));
}

/**
 * The same of a body that is signed: what `verify` refuses is not parsed. Raises Problem 413, what `verify` raises, 400 and 422, in this
 * order; of the content type nothing is asked, because the signature is not about it.
 */
export async function readSigned<T>(
  request: Request,
  schema: z.ZodType<T>,
  { limit, verify }: { limit: number; verify: (bytes: Bytes) => Promise<void> },
): Promise<T> {
  const bytes = await readLimited(request, limit);
  await verify(bytes);
  return parseAs(schema, parseJson(bytes));
}

function parseAs<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Problem("body_invalid", 422, `${describeIssues(parsed.error, "the body")}.`);
}

/** A caller who only wakes a function sends an empty body or `{}`. */
export async function readEmptyBody(request: Request): Promise<void> {
  await readJson(request, z.strictObject({}), { limit: 1_024, optional: true });
}

async function readLimited(request: Request, limit: number): Promise<Bytes> {
  const tooLarge = () => new Problem("body_too_large", 413, `The body may have at most ${limit} bytes.`);
  if (Number(request.headers.get("content-length") ?? 0) > limit) {
    await request.body?.cancel();
    throw tooLarge();
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function parseJson(bytes: Uint8Array): unknown {
  let isStorable = true;
  const look = (name: string, value: unknown) => {
    for (const text of [name, value]) {
      if (typeof text === "string") isStorable &&= !text.includes("\0") && text.isWellFormed();
    }
    return value;
  };
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes), look);
  } catch {
    throw new Problem("body_not_json", 400, "The body is not valid JSON.");
  }
  // Postgres can't store it, and would say so in words of its own
  if (!isStorable) {
    throw new Problem("body_invalid", 422, "No text may hold a NUL character, or half of a surrogate pair.");
  }
  return value;
}
