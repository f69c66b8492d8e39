import { z } from "zod";
import { table } from "./markdown.ts";

const delay = z.object({ p50_ms: z.number(), p99_ms: z.number() });
const latencySchema = z.object({ rest: delay, burst: delay, busy: delay, fanout: delay, floor: delay });

export function latencySection(result: unknown): string {
  const found = latencySchema.parse(result);
  const row = (name: string, { p50_ms, p99_ms }: z.infer<typeof delay>) => [
    name,
    `${p50_ms} ms`,
    `${p99_ms} ms`,
  ];
  return `From the commit of \`update ship.components\` to the callback of an anonymous supabase-js subscriber, all transports on. pg_net naps for a
second after every batch, so what it does at rest is not what it does in a burst, or for two of its users. The floor is a broadcast that is
posted straight to Realtime.

${
    table(["", "p50", "p99"], [
      row("at rest: moves at least 2.5 s apart", found.rest),
      row("a burst: moves 200 ms apart", found.burst),
      row("beside another user of pg_net, who makes four calls a second", found.busy),
      row("beside fan-outs to the devices of another component", found.fanout),
      row("posted to Realtime → subscriber", found.floor),
    ])
  }`;
}

const feedSchema = z.object({
  feed_rps: z.number(),
  static_rps: z.number(),
  decide_us: z.number(),
  p99_ms: z.number(),
  ratio: z.number(),
  decide_sql_us: z.number(),
});

export function feedSection(result: unknown): string {
  const found = feedSchema.parse(result);
  return `A signed feed with \`?seq\` as the function \`updates\` answers it from its memory, and the same bytes and headers from a server that does nothing else,
in turn, one process each. Two hundred clients that ask for a new \`seq\` at once cost one read of the database; more than one ends the benchmark.

${
    table(["", ""], [
      ["the function", `${found.feed_rps} requests a second`],
      ["a server of the same bytes", `${found.static_rps} requests a second: ours are ${found.ratio} of it`],
      ["p99 of the function, 16 requests under way", `${found.p99_ms} ms`],
      ["a decision of a client, in TypeScript", `${found.decide_us} µs`],
      ["the same in SQL, for \`check\`", `${found.decide_sql_us} µs`],
    ])
  }`;
}

const triggerSchema = z.object({
  added_p50_ms: z.number(),
  p50_ms: z.number(),
  p99_ms: z.number(),
  plain_p50_ms: z.number(),
  plain_p99_ms: z.number(),
  moves: z.number(),
});

export function triggerSection(result: unknown): string {
  const found = triggerSchema.parse(result);
  return `\`update ship.components set build = build + 1\`, commit included, and the same statement on a copy of the table without triggers, in
turn on one connection, ${found.moves} times each.

${
    table(["", "p50", "p99"], [
      ["with Slipway", `${found.p50_ms} ms`, `${found.p99_ms} ms`],
      ["without", `${found.plain_p50_ms} ms`, `${found.plain_p99_ms} ms`],
      ["added", `${found.added_p50_ms} ms`, ""],
    ])
  }`;
}
