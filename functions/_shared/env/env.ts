import { z } from "zod";
import { Problem } from "../endpoint/problem.ts";

/** The variables that one part of a function reads, and what they mean: `z.object({ NAME: … }).transform(…)`. */
type Variables = z.ZodPipe<z.ZodObject, z.ZodTransform>;

/** Variables, also with what is built from them: `variables.transform(…)`. */
type EnvPart = Variables | z.ZodPipe<Variables, z.ZodTransform>;

export const text = z.string().trim().min(1);
export const baseUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ""));
export const json = z.string().transform((value, context) => {
  try {
    return JSON.parse(value);
  } catch {
    context.addIssue({ code: "custom", message: "not JSON" });
    return z.NEVER;
  }
});

/**
 * Reads the variables of all parts of a function. An empty variable counts as absent. Raises Problem
 * `environment_invalid` naming every missing or malformed variable at once, never a value.
 */
export function readEnv<Parts extends Record<string, EnvPart>>(
  read: (name: string) => string | undefined,
  parts: Parts,
): z.output<z.ZodObject<Parts>> {
  const variables = Object.entries(parts).map(([key, part]) => [
    key,
    Object.fromEntries(namesOf(part).map((name) => [name, read(name)?.trim() || undefined])),
  ]);
  const parsed = z.object(parts).safeParse(Object.fromEntries(variables));
  if (parsed.success) return parsed.data;
  // The path of an issue: the part, the variable, what is wrong inside of it.
  const problems = parsed.error.issues.map(({ path: [, variable, ...inside] }) => {
    const name = String(variable);
    // Of a list the place is said; a name inside of a value is part of the value.
    const place = inside.find((step) => typeof step === "number");
    const entry = place === undefined ? "" : ` (entry ${place + 1})`;
    return `${name} is ${read(name)?.trim() ? `malformed${entry}` : "missing"}`;
  });
  throw new Problem("environment_invalid", 500, `${[...new Set(problems)].join(", ")}.`, {
    hint: "Set the function's environment and deploy again.",
  });
}

function namesOf(part: EnvPart): string[] {
  return Object.keys(part.in instanceof z.ZodObject ? part.in.shape : part.in.in.shape);
}

/** What must be set all together or not at all: the values, or the names of those that are absent. */
export type Configured<T> = { configured: true; value: T } | {
  configured: false;
  missing: string[];
};

export function whenAll<Name extends string, T>(
  values: Record<Name, string | undefined>,
  build: (all: Record<Name, string>) => T,
): Configured<T> {
  const missing = Object.entries(values).filter(([, value]) => value === undefined).map(([name]) => name);
  return isComplete(values) ? { configured: true, value: build(values) } : { configured: false, missing };
}

function isComplete<Name extends string>(
  values: Record<Name, string | undefined>,
): values is Record<Name, string> {
  return Object.values(values).every((value) => value !== undefined);
}
