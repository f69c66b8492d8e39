import type { z } from "zod";
import type { manifestSchema } from "../../manifest/schema.ts";

/** A component as it would be written to version.json. */
export type ComponentDraft = z.input<typeof manifestSchema>["components"][string];
export type MirrorDraft = NonNullable<ComponentDraft["mirrors"]>[number];

/** A component that was found, before a person has agreed. */
export interface Candidate {
  key: string;
  component: ComponentDraft;
  /** What says that it ships on its own, for people. */
  evidence: string;
  /** A package.json that gets `"build"`, so that the component can say which build it is. */
  lacksBuild?: string;
  /** The workspace around it: where it is the only component there, it owns all of it. */
  scope?: string;
  /** What a person should look at. */
  remarks: string[];
}

/** Something that looks like a part of the repository, and does not ship on its own. */
export interface LeftOut {
  /** Below the root. */
  path: string;
  why: string;
  /** What `--include` makes of it. */
  candidate?: Candidate;
}

/** What one kind of search found. */
export interface Survey {
  candidates: Candidate[];
  leftOut: LeftOut[];
  remarks: string[];
}

export function survey(part: Partial<Survey> = {}): Survey {
  return { candidates: [], leftOut: [], remarks: [], ...part };
}

/** A valid key from any name; the same name always gives the same key. */
export function keyFrom(name: string): string {
  const plain = name.replace(/^@[^/]*\//, "").normalize("NFKD").replace(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase();
  const key = plain.replace(/[^a-z0-9]+/g, "-").replace(/^[^a-z]+|-+$/g, "").slice(0, 48).replace(/-+$/, "");
  // What belongs to every ship is called shared.
  return key === "" ? "component" : key === "shared" ? "shared-code" : key;
}

/** A key from the name that something gives itself, or from its folder when that name could be anybody's. */
export function keyOf(name: string | undefined, folder: string, repository: string): string {
  const place = folder === "." ? repository : folder.split("/").at(-1) ?? repository;
  const isPlain = name === undefined ||
    /^(app|main|src|project|package|monorepo|root|my-app|vite-project)$/i.test(name);
  return keyFrom(isPlain ? place : name);
}

/**
 * Keys that are all different: a second `web` is named after the folder above, or its own, or gets a number. What owns the whole
 * repository is named first.
 */
export function distinct(candidates: readonly Candidate[]): Candidate[] {
  const taken = new Set<string>();
  const isWhole = ({ component }: Candidate) => component.paths[0] === ".";
  const named = new Map(
    [...candidates.filter(isWhole), ...candidates.filter((one) => !isWhole(one))].map((candidate) => {
      const [own = "", ...above] = (candidate.component.paths[0] ?? "").split("/").reverse();
      const names = [
        candidate.key,
        ...above.map((folder) => keyFrom(`${folder}-${candidate.key}`)),
        keyFrom(own),
      ];
      for (let number = 2; number < 1000; number++) names.push(`${candidate.key.slice(0, 44)}-${number}`);
      const key = names.find((name) => !taken.has(name)) ?? candidate.key;
      taken.add(key);
      return [candidate, key];
    }),
  );
  return candidates.map((candidate) => ({ ...candidate, key: named.get(candidate) ?? candidate.key }));
}

/** "proxy-server" → "Proxy server". */
export function titleFrom(key: string): string {
  const words = key.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What is said of a component whose file holds no one number to write. */
export function withoutMirror(file: string, said: string): string {
  return `${file}: the build here (${said}) is no whole number, so the component has no mirror; its deploy gets the number as $SLIPWAY_BUILD`;
}

/** What is said of one whose file has a version and no build. */
export function withoutBuild(file: string): string {
  return `${file}: it holds a version and no build; the build is in the manifest alone`;
}

/** What is said of one app for two stores. */
export function oneForBothStores(file: string): string {
  return `${file}: one number counts for both stores; to announce them apart, make two components of it`;
}
