import type { z } from "zod";
import type { manifestSchema } from "../../manifest/schema.ts";

/** A component as it would be written to version.json. */
export type ComponentDraft = z.input<typeof manifestSchema>["components"][string];

/** A component that was found, before a person has agreed. */
export interface Candidate {
  key: string;
  component: ComponentDraft;
  /** A package.json that gets `"build"`, so that the component can say which build it is. */
  lacksBuild?: string;
  /** What a person should look at. */
  remarks: string[];
}

/** A valid key from any name; the same name always gives the same key. */
export function keyFrom(name: string): string {
  const plain = name.replace(/^@[^/]*\//, "").normalize("NFKD").replace(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase();
  const key = plain.replace(/[^a-z0-9]+/g, "-").replace(/^[^a-z]+|-+$/g, "").slice(0, 48).replace(/-+$/, "");
  // What belongs to every ship is called shared.
  return key === "" ? "component" : key === "shared" ? "shared-code" : key;
}

/** Keys that are all different: a second `web` is named after the folder above, or gets a number. */
export function distinct(candidates: readonly Candidate[]): Candidate[] {
  const taken = new Set<string>();
  return candidates.map((candidate) => {
    const folders = (candidate.component.paths[0] ?? "").split("/").reverse();
    const names = [candidate.key, ...folders.slice(1).map((folder) => keyFrom(`${folder}-${candidate.key}`))];
    for (let number = 2; number < 1000; number++) names.push(`${candidate.key.slice(0, 44)}-${number}`);
    const key = names.find((name) => !taken.has(name)) ?? candidate.key;
    taken.add(key);
    return { ...candidate, key };
  });
}

/** "proxy-server" → "Proxy server". */
export function titleFrom(key: string): string {
  const words = key.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
