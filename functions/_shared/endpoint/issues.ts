import type { z } from "zod";

/** Every problem at once, by the names of the fields: never with what the caller sent. */
export function describeIssues(error: z.ZodError, whole: string): string {
  const problems = error.issues.map((issue) => {
    const field = issue.path.length === 0 ? whole : issue.path.join(".");
    switch (issue.code) {
      case "unrecognized_keys":
        return `${field} has unknown keys`;
      case "invalid_type":
        return `${field} must be ${issue.expected}`;
      default:
        return `${field} is not acceptable`;
    }
  });
  return [...new Set(problems)].join("; ");
}
