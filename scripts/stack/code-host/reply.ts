import { createHash } from "node:crypto";
import type { Answer, Call } from "./server.ts";

const documentation = "https://docs.github.com/rest";

/** An answer of GitHub's in its own words. */
export function reply(
  status: number,
  body?: unknown,
  headers: Record<string, string> = {},
): NonNullable<Answer> {
  return { status, ...body === undefined ? {} : { body }, headers };
}

export function fail(
  status: number,
  message: string,
  extra: Record<string, unknown> = {},
): NonNullable<Answer> {
  return reply(status, { message, ...extra, documentation_url: documentation, status: String(status) });
}

export const notFound = () => fail(404, "Not Found");

/** A 422 on one field. */
export function invalid(
  resource: string,
  field: string,
  code: string,
  message?: string,
): NonNullable<Answer> {
  return fail(422, "Validation Failed", {
    errors: [{ resource, field, code, ...message === undefined ? {} : { message } }],
  });
}

/** A page of a list, with the addresses of the others. More than 100 a page are cut to 100. */
export function paged(call: Call, url: string, items: readonly unknown[], key?: string): NonNullable<Answer> {
  const size = Math.min(100, Math.max(1, Number(call.query.get("per_page") ?? 30) || 30));
  const page = Math.max(1, Number(call.query.get("page") ?? 1) || 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const at = (number: number) => {
    const query = new URLSearchParams(call.query);
    query.set("page", String(number));
    return `<${url}${call.path}?${query}>`;
  };
  const links = [
    ...page > 1 ? [`${at(page - 1)}; rel="prev"`, `${at(1)}; rel="first"`] : [],
    ...page < last ? [`${at(page + 1)}; rel="next"`, `${at(last)}; rel="last"`] : [],
  ];
  const shown = items.slice((page - 1) * size, page * size);
  return reply(
    200,
    key === undefined ? shown : { total_count: items.length, [key]: shown },
    links.length > 0 ? { link: links.join(", ") } : {},
  );
}

/** The same answer with its ETag, or a 304 when the caller has it. */
export function withEtag(call: Call, answer: NonNullable<Answer>): NonNullable<Answer> {
  if (call.method !== "GET" || answer.status !== 200 || answer.bytes !== undefined) return answer;
  const etag = `W/"${createHash("sha256").update(JSON.stringify(answer.body)).digest("hex")}"`;
  const headers = { ...answer.headers, etag };
  return call.headers["if-none-match"] === etag ? { status: 304, headers } : { ...answer, headers };
}
