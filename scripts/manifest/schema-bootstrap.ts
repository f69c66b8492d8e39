import { z } from "zod";
import { key, path, text } from "./schema-fields.ts";
import { variable, verify } from "./schema-probes.ts";

/** A probe of something that has no build. */
const probe = verify.superRefine((value, context) => {
  if (value.type === "supabase") {
    context.addIssue({ code: "custom", message: "asks for functions, not for this" });
  }
  if ("json" in value && value.json !== undefined || "regex" in value && value.regex !== undefined) {
    context.addIssue({ code: "custom", message: "has no build to read: write what is expected as expect" });
  }
});

const registration = z.strictObject({
  closed: probe.describe("Agrees once strangers can't register any more."),
  first_user: probe.describe("Agrees once there is a user."),
});

const step = z.strictObject({
  name: key,
  in: z.array(key).min(1).optional().describe("Only in these environments."),
  check: text.optional().describe("A shell command that only looks: exit code 0 when the step is done."),
  run: text.optional().describe("A shell command that does it; `check` must agree afterwards."),
  registration: registration.optional().describe(
    "In the place of `check`: whether registration is closed, which matters as soon as there is a user.",
  ),
  env: z.array(variable).default([]).describe("Variables that `run` needs. Never a value."),
  cwd: path.optional().describe("The folder where both run; the root when it is missing."),
  timeout_s: z.number().positive().max(3600).default(600).describe("Seconds that each command may take."),
}).superRefine(({ check, run, registration }, context) => {
  if ((check === undefined) === (registration === undefined)) {
    context.addIssue({
      code: "custom",
      path: ["check"],
      message: "needs exactly one of check and registration",
    });
  }
  if (check !== undefined && run === undefined) {
    context.addIssue({ code: "custom", path: ["run"], message: "is missing: what does the step do?" });
  }
});

/** The first start of an environment, in order. */
export const bootstrap = z.array(step).max(100).refine(
  (steps) => new Set(steps.map(({ name }) => name)).size === steps.length,
  "two steps have the same name",
);

export type BootstrapStep = z.infer<typeof step>;
