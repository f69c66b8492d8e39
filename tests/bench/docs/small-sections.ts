import { z } from "zod";
import { table } from "./markdown.ts";

const latencySchema = z.object({
  p50_ms: z.number(),
  p99_ms: z.number(),
  max_ms: z.number(),
  moves: z.number(),
  devices: z.number(),
  floor_p50_ms: z.number(),
  ratio_to_floor: z.number(),
});

export function latencySection(result: unknown): string {
  const found = latencySchema.parse(result);
  return `From the commit of \`update ship.components\` to the callback of an anonymous supabase-js subscriber: ${found.moves} moves, one after the
other, ${found.devices} devices registered, all transports on. The floor is a broadcast that is posted straight to Realtime.

${
    table(["", "p50", "p99", "longest"], [
      ["committed update → subscriber", `${found.p50_ms} ms`, `${found.p99_ms} ms`, `${found.max_ms} ms`],
      ["posted to Realtime → subscriber", `${found.floor_p50_ms} ms`, "", ""],
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
