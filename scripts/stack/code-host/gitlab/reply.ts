import type { Answer, Call } from "../server.ts";

/** Bodies of GitLab's refusals are `{ message }`, and begin with the status. */
export function refuse(status: number, what: string): NonNullable<Answer> {
  return { status, body: { message: `${status} ${what}` } };
}

/** A page of a list: 20 items unless asked for, 100 at most; the next page is in a header of its own and in `Link`. */
export function paged(call: Call, url: string, items: readonly unknown[]): NonNullable<Answer> {
  const size = Math.min(100, Number(call.query.get("per_page") ?? 20) || 20);
  const page = Number(call.query.get("page") ?? 1) || 1;
  const isLast = page * size >= items.length;
  const query = new URLSearchParams(call.query);
  query.set("page", String(page + 1));
  return {
    status: 200,
    body: items.slice((page - 1) * size, page * size),
    headers: {
      "x-next-page": isLast ? "" : String(page + 1),
      ...isLast ? {} : { link: `<${url}${call.path}?${query}>; rel="next"` },
    },
  };
}
