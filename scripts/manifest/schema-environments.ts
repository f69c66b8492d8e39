import { z } from "zod";
import { gateNames } from "./gate-names.ts";
import { key, text, word } from "./schema-fields.ts";
import { clockTime, isTimeZone, weekdays } from "./windows.ts";

const address = z.url({ protocol: /^https?$/ }).max(2000);
const keys = z.array(key);
export const projectRef = z.string().regex(/^[a-z]{20}$/, "20 lower-case letters");

const window = z.strictObject({
  days: z.array(z.enum(weekdays)).min(1),
  from: z.string().regex(clockTime, "a time of day, as 08:00").optional().describe(
    "Midnight when it is missing.",
  ),
  to: z.string().regex(clockTime, "a time of day, as 16:00").optional().describe(
    "The end of the day when it is missing; a time before `from` is on the next day.",
  ),
  tz: z.string().max(64).refine(isTimeZone, "a time zone of the IANA database, as Europe/Oslo").default(
    "UTC",
  ),
  components: keys.min(1).optional().describe("Everything when it is missing."),
});

/** How builds get there from another branch. */
const promote = z.strictObject({
  from: word.describe("The branch whose commits may be promoted."),
  by: z.enum(["fast-forward", "pull-request"]).default("fast-forward"),
  order: z.array(
    z.string().regex(/^[a-z][a-z0-9-]{0,47}(:(expand|contract))?$/, "a component, as api or database:expand"),
  ).default([]).describe(
    "What is deployed after what, as one unit; what is not named comes last, but before the contracting migrations.",
  ),
  needs: z.array(z.enum(gateNames)).default([]).describe("The gates that a promotion has to pass."),
  max_age: z.string().regex(/^[1-9]\d{0,4}[mhd]$/, "minutes, hours or days, as 72h").default("7d").describe(
    "How old the verification in the environment before may be.",
  ),
  tag: z.string().max(60).regex(/^[a-z][a-z0-9-]*[-/]$/, "lower-case words that end with - or /, as prod-")
    .optional()
    .describe("What the tags of its promotions begin with; none are made when it is missing."),
});

const environment = z.strictObject({
  branch: word.describe("The branch that is deployed there."),
  project_ref: projectRef.optional().describe("Its Supabase project."),
  url: address.optional().describe("Its address; {url} in probes stands for it."),
  auto: z.literal("push").optional().describe("A push to the branch deploys what it changed."),
  bump: z.boolean().default(false).describe(
    "A push to the branch also raises the builds of what it changed, by a commit of its own.",
  ),
  announces: z.boolean().default(false).describe(
    "What is verified there is what everybody is told of. Exactly one environment announces.",
  ),
  components: keys.min(1).optional().describe(
    "What is deployed there; everything with a deploy when it is missing.",
  ),
  targets: z.record(z.string(), z.strictObject({ ssh: text })).default({}).describe(
    "Targets that are other machines there.",
  ),
  hosts: keys.default([]).describe("Machines that follow the branch by themselves: slipway follow."),
  promote: promote.optional(),
  never_from: z.array(word).default([]).describe("Branches that are never deployed there."),
  windows: z.array(window).default([]).describe(
    "When it may be deployed to without a reason; always when there are none.",
  ),
});

export const environments = z.record(key, environment).refine(
  (value) => Object.keys(value).length > 0,
  "names no environment",
);

export type EnvironmentEntry = z.infer<typeof environment>;
export type PromoteRule = z.infer<typeof promote>;
export type Window = z.infer<typeof window>;
