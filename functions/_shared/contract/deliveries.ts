import { z } from "zod";
import { build, count, nullableBuild, nullableText } from "./fields.ts";
import { channelSchema } from "./channel.ts";
import { rpc } from "./rpc.ts";

const changeSchema = z.object({ component: z.string(), build, previous_build: nullableBuild });
export type Change = z.infer<typeof changeSchema>;

const tableComponentSchema = z.object({ key: z.string(), label: z.string(), host: nullableText, build });
export type TableComponent = z.infer<typeof tableComponentSchema>;

const stoppedRunSchema = z.object({
  run: z.number(),
  component: z.string(),
  topic: z.string(),
  apns_environment: z.string(),
  reason: nullableText,
  detail: nullableText,
  answered: count,
  sent: count,
});
export type StoppedRun = z.infer<typeof stoppedRunSchema>;

const findingSchema = z.object({ key: z.string(), message: z.string(), issue_url: nullableText });
const findingReportSchema = z.object({
  /** Which checks found it. */
  source: z.string(),
  opened: z.array(findingSchema),
  healed: z.array(findingSchema),
  /** Sentences about what is no finding, as which commit a host runs. */
  news: z.array(z.string()).nullish().transform((value) => value ?? []),
});
/** What broke and what healed since a source of checks was heard last, or news. */
export type FindingReport = z.infer<typeof findingReportSchema>;

const deliverySchema = z.object({
  id: z.number(),
  lease_token: z.string(),
  transport: z.string(),
  kind: z.enum(["broadcast", "push", "chat", "webhook"]),
  attempt: count,
  /** Empty for a report of findings: only chats get one, and no announcement is about it. */
  announcement: z.string().nullish().transform((value) => value ?? ""),
  seq: count,
  forced: z.boolean(),
  component: nullableText,
  channel: channelSchema.nullish().transform((value) => value ?? null),
  /** Null where it is not about one component. */
  event: z.enum(["build-available", "build-offered", "policy-changed"]).nullish().transform((value) =>
    value ?? null
  ),
  /** The share of the devices that may have the build, and what decides which they are. */
  bps: count.nullish().transform((value) => value ?? null),
  salt: nullableText,
  build: nullableBuild,
  previous_build: nullableBuild,
  version: nullableText,
  project: nullableText,
  parts_sent: count.nullish().transform((value) => value ?? 0),
  audit_head: nullableText,
  changes: z.array(changeSchema).nullish().transform((value) => value ?? []),
  components: z.array(tableComponentSchema).nullish().transform((value) => value ?? []),
  /** What people wrote about it; only chat gets it. */
  notes: nullableText,
  /** Set when the chat is told that a push run stopped, in place of the table. */
  stopped_run: stoppedRunSchema.nullish().transform((value) => value ?? null),
  /** Set when the chat is told what broke and what healed, in place of the table. */
  findings: findingReportSchema.nullish().transform((value) => value ?? null),
});
/** One transport's part of an announcement or of a report of findings, leased to this worker. */
export type Delivery = z.infer<typeof deliverySchema>;

export const claimDeliveries = rpc("claim_deliveries", z.array(deliverySchema));
/** False when the lease was lost. */
export const finishDelivery = rpc("finish_delivery", z.boolean());
/** How many are tried once more. */
export const retryDeliveries = rpc("retry_deliveries", z.number());
/** Whoever drains deliveries shows that it works on the database that sent the nonce. */
export const answerPing = rpc("answer_ping", z.boolean());
