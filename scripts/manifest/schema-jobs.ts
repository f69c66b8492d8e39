import { z } from "zod";
import { whyNoCron } from "./cron.ts";
import { millisecondsOf } from "./durations.ts";
import { key } from "./schema-fields.ts";
import { isTimeZone } from "./windows.ts";

const most = 7 * 86_400_000;

const job = z.strictObject({
  cron: z.string().max(200).superRefine((value, context) => {
    const why = whyNoCron(value);
    if (why !== null) context.addIssue({ code: "custom", message: why });
  }).describe("When it has to run: minute, hour, day of the month, month, day of the week."),
  grace: z.string().regex(/^[1-9]\d{0,4}[mhd]$/, "minutes, hours or days, as 1h")
    .refine((value) => (millisecondsOf(value) ?? 0) <= most, "seven days at most").default("15m").describe(
      "How long after that it may end until it counts as missed.",
    ),
  // "+02:00" is an offset: JavaScript takes it, and the database does not
  tz: z.string().max(64).refine(
    (name) => /^[A-Za-z]/.test(name) && isTimeZone(name),
    "a time zone of the IANA database, as Europe/Oslo",
  ).default("UTC")
    .describe("By whose clock."),
});

/** What has to run on a schedule, whoever starts it. */
export const jobs = z.record(key, job).refine(
  (value) => Object.keys(value).length <= 200,
  "more than 200 jobs",
);
