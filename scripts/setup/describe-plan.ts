import type { Plan, Write } from "./plan.ts";

const verbs: Record<Write["how"], string> = { create: "create ", add: "add to", replace: "replace" };

/** A line per file; the files of an edge function make one. */
export function describeWrites({ writes }: Plan): string[] {
  const lines = new Map<string, { what: string; count: number }>();
  for (const { path, how, what } of writes) {
    const folder = what === "edge function" ? /^supabase\/functions\/[^/]+/.exec(path)?.[0] : undefined;
    const line = `${verbs[how]} ${folder ?? path}`;
    lines.set(line, { what, count: (lines.get(line)?.count ?? 0) + 1 });
  }
  return [...lines].map(([line, { what, count }]) => `${line}  (${count > 1 ? `${count} files` : what})`);
}

/** What stays as it is, and what a person should look at. */
export function describeRest({ left, remarks }: Plan): string[] {
  return [
    ...left.map(({ path, why }) => `left alone: ${path}: ${why}`),
    ...remarks.map((remark) => `look at: ${remark}`),
  ];
}
