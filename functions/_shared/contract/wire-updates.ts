import { z } from "zod";
import { build, count, nullableBuild, nullableText } from "./fields.ts";

/** What apps in the field depend on when they ask for updates: fields may be added, none is renamed or retyped. See docs/http.md. */

const nullableCount = count.nullish().transform((value) => value ?? null);

/** What the function `updates` serves for a component and channel, in this order. */
export const feedSchema = z.object({
  schema: z.literal(1),
  component: z.string(),
  channel: z.string(),
  seq: count,
  generated_at: z.string(),
  valid_until: z.string(),
  offers: z.array(z.object({
    build,
    version: z.string(),
    channel: z.string(),
    bps: count,
    salt: z.string(),
    available_at: z.string(),
    severity: z.string(),
    requires_build: count,
    min_os: nullableText,
    max_os: nullableText,
    url: nullableText,
    notes: nullableText,
    notes_url: nullableText,
  })),
  /** Every build that is not normal and not withdrawn. */
  marks: z.array(z.object({ build, severity: z.string() })),
  policy: z.object({
    min_build: count,
    min_version: nullableText,
    force_after: nullableText,
    recommended_build: nullableCount,
    nudge_every_s: count,
    message: nullableText,
    contact_url: nullableText,
  }).nullable(),
});
export type Feed = z.infer<typeof feedSchema>;

/** What the function `check` answers. */
export const decisionSchema = z.object({
  kind: z.string(),
  build: nullableBuild,
  version: nullableText,
  url: nullableText,
  severity: nullableText,
  can_skip: z.boolean(),
  deadline: nullableText,
  message: nullableText,
  contact_url: nullableText,
  /** The rule that matched. */
  reason: z.string(),
});
export type Decision = z.infer<typeof decisionSchema>;

/** A build as the parameter of a URL. */
const buildParameter = z.string().regex(/^\d{1,16}$/).transform(Number).refine(Number.isSafeInteger);
const line = (most: number) => z.string().min(1).max(most).regex(/^[^\0]*$/);

/** The parameters of `GET check`. */
export const checkSchema = z.object({
  component: line(200),
  channel: line(200).default("live"),
  build: buildParameter.optional(),
  os: line(64).optional(),
  manual: z.enum(["0", "1"]).default("0").transform((value) => value === "1"),
  "x-installation-id": line(200).optional(),
});

/** The parameters of `GET updates/<component>/<channel>`. */
export const feedQuerySchema = z.object({ seq: buildParameter.optional() });
