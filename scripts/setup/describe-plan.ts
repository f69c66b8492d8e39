import { swiftPackage } from "./files/plan-swift-package.ts";
import type { Plan, Write } from "./plan.ts";

const folders: Record<string, RegExp> = {
  "edge function": /^supabase\/functions\/[^/]+/,
  [swiftPackage]: /^(.*\/)?Packages\/SlipwayUpdates/,
};
const verbs: Record<Write["how"], string> = { create: "create ", add: "add to", replace: "replace" };

/** A line per file; the files of an edge function make one, and so do those of the Swift package. */
export function describeWrites({ writes }: Plan): string[] {
  const lines = new Map<string, { what: string; count: number }>();
  for (const { path, how, what } of writes) {
    const folder = folders[what]?.exec(path)?.[0];
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
