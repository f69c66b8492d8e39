import { whyNoPrefix } from "../../tracks/tag.ts";
import { formatVersion, latest, parseVersion, type Version } from "../../tracks/version.ts";

/** What the tags of a repository that begin alike say. */
export interface TagPrefix {
  prefix: string;
  /** The highest live version, else the highest of all; undefined where none has the form of a track's. */
  version: string | undefined;
  count: number;
  /** A tag whose version is none here, as v1.0.0-next.1. */
  foreign?: string;
}

/** Far above what people write; git itself takes far longer ones. */
const longest = 255;

/** The prefixes of tags that end in a version, the one that was used last first; `tags` are in this order. */
export function tagPrefixes(tags: readonly string[]): TagPrefix[] {
  const found = new Map<string, { versions: Version[]; foreign: string[] }>();
  for (const tag of tags.filter(({ length }) => length <= longest)) {
    const [, prefix = "", text = ""] = /^(.*?)(\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]*)?)$/.exec(tag) ?? [];
    if (text === "" || whyNoPrefix(prefix) !== null) continue;
    const entry = found.get(prefix) ?? { versions: [], foreign: [] };
    const version = parseVersion(text);
    if ("problem" in version) entry.foreign.push(tag);
    else entry.versions.push(version);
    found.set(prefix, entry);
  }
  return [...found].map(([prefix, { versions, foreign }]): TagPrefix => {
    const best = latest(versions.filter(({ channel }) => channel === "live")) ?? latest(versions);
    return {
      prefix,
      version: best === undefined ? undefined : formatVersion(best),
      count: versions.length + foreign.length,
      ...foreign[0] === undefined ? {} : { foreign: foreign[0] },
    };
  });
}

/** The prefix without what stands between a name and a version: `@scope/web@`, `web-v` and `web/v` are of `web`. */
export function nameIn(prefix: string): string {
  return prefix.replace(/[-_@/.]v?$/i, "");
}
