// How the Realtime stand-in can be told to behave.

import { z } from "zod";

const refusal = z.int().min(400).max(599).nullable().default(null);

/** The settings of the control URL. The defaults are a healthy hosted project of the Pro plan without a spend cap. */
export const realtimeSettings = z.strictObject({
  /** The status that REST calls are answered with; null: they work. */
  rest_status: refusal,
  /** How many REST calls `rest_status` is for; null: all of them. */
  rest_refusals: z.int().min(1).nullable().default(null),
  /** The status that WebSocket upgrades are answered with; null: they work. */
  connection_status: refusal,
  /** The reason that joins are refused with; null: they work. */
  refuse_joins: z.string().nullable().default(null),
  /** As with "Allow public access" off: joins of public channels are refused. */
  private_only: z.boolean().default(false),
  /** Broadcasts are accepted and then reach nobody. */
  drop_broadcasts: z.boolean().default(false),
  /** Milliseconds before a REST call is looked at. */
  delay_ms: z.int().min(0).max(60_000).default(0),
  /** A message counts once when sent and once for each recipient. The hosted server averages over 60 s, this one over 1 s. */
  events_per_second: z.int().min(0).default(2500),
  /** A socket without traffic for so long is closed (Phoenix' transport default). */
  idle_timeout_ms: z.int().min(10).default(60_000),
});

/** The settings in force. */
export type RealtimeSettings = z.infer<typeof realtimeSettings>;
