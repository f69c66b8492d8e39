import { z } from "zod";

const milliseconds = z.number().int().min(0).max(600_000);

const rule = z.strictObject({
  next: z.number().int().min(0).optional(),
  method: z.string().optional(),
  error_code: z.number().int().min(400).max(599).optional(),
  description: z.string().optional(),
  retry_after: z.number().int().min(1).optional(),
  drop: z.enum(["before", "after"]).optional(),
  delay_ms: milliseconds.optional(),
}).superRefine((value, context) => {
  const issue = (message: string) => context.addIssue({ code: "custom", message });
  const { error_code, drop, delay_ms, retry_after } = value;
  if (error_code === undefined && drop === undefined && delay_ms === undefined) {
    issue("says nothing to do: give error_code, drop or delay_ms");
  }
  if (retry_after !== undefined && error_code !== 429) issue("retry_after belongs to error_code 429");
});

/** How the stand-in behaves; README.md beside this file says what each setting does. The defaults are Telegram's. */
export const settings = z.strictObject({
  rules: z.array(rule).default([]),
  delay_ms: milliseconds.default(0),
  migrate_to_chat_id: z.int().nullable().default(null),
  is_kicked: z.boolean().default(false),
});

export type Settings = z.infer<typeof settings>;
/** What happens to some of the calls. */
export type Rule = z.infer<typeof rule>;
