/** A decision record by the name of its file. */
export interface RecordName {
  /** Below the folder. */
  name: string;
  /** `ADR-` and the like; usually empty. */
  prefix: string;
  /** As it is written, zeros included. */
  digits: string;
  number: number;
  /** Between the number and the words. */
  separator: string;
  slug: string;
  /** With its dot. */
  ending: string;
}

/**
 * A record's name, as adr-tools and MADR (`0001-title.md`), and teams of their own (`ADR-001-title.md`, `001_title.md`) write it. Null for
 * everything else: an index, a template, and log4brains' `20260131-title.md`, whose date is no number of its own.
 */
export function readRecordName(name: string): RecordName | null {
  const [, prefix = "", digits = "", separator = "", slug = "", ending = ""] = pattern.exec(name) ?? [];
  if (digits === "" || /^template\b/i.test(slug)) return null;
  return { name, prefix, digits, number: Number(digits), separator, slug, ending };
}

const pattern =
  /^([A-Za-z]{2,12}[-_ ]?)?(\d{1,6})(?:([-_. ]{1,3})([^/]*?))?(\.(?:md|markdown|mdx|adoc|asciidoc|rst|txt))$/i;

/** The records among the names of a folder, by number. */
export function recordsOf(names: Iterable<string>): RecordName[] {
  return [...names].flatMap((name) => readRecordName(name) ?? []).sort((a, b) =>
    a.number - b.number || (a.name < b.name ? -1 : 1)
  );
}

/** The names of what is right in a folder, of paths below the root. */
export function namesIn(folder: string, paths: Iterable<string>): string[] {
  const start = folder === "" ? "" : `${folder}/`;
  return [...paths].filter((path) => path.startsWith(start)).map((path) => path.slice(start.length)).filter((
    name,
  ) => !name.includes("/"));
}

/** A number with as many digits as another one was written with. */
export function digitsLike(digits: string, number: number): string {
  return String(number).padStart(digits.length > 1 ? digits.length : 0, "0");
}

/** The name that a record has under another number. */
export function renamed({ prefix, digits, separator, slug, ending }: RecordName, number: number): string {
  return `${prefix}${digitsLike(digits, number)}${separator}${slug}${ending}`;
}
