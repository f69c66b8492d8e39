import { z } from "zod";
import { grouped, table } from "./markdown.ts";

const http2Schema = z.object({
  h2load: z.number(),
  slipway: z.number(),
  fetch: z.number(),
  node: z.number(),
});

export function http2Section(result: unknown): string {
  const found = http2Schema.parse(result);
  const rows: [string, number][] = [
    ["`h2load`, nghttp2's own", found.h2load],
    ["Slipway's client", found.slipway],
    ["Deno's `fetch`", found.fetch],
    ["Node's `http2`", found.node],
  ];
  return `The same POST with the headers and the body of a push, over one TLS connection, 500 in flight, against the same nghttpd. Rounds take
turns; medians. Each client is a process of its own, connected and warmed up; only h2load begins anew every round.

${
    table(
      ["", "requests/s", "to h2load"],
      rows.map(([name, rate]) => [name, grouped(rate), (rate / found.h2load).toFixed(2)]),
    )
  }`;
}
