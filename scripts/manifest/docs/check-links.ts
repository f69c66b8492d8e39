import { posix } from "node:path";
import type { Finding } from "../../cli/command-error.ts";
import { finding } from "../findings.ts";
import { type DocFiles, isMarkdown } from "./doc-files.ts";
import { readTarget } from "./link-target.ts";
import { labelKey, type Markdown } from "./markdown.ts";

/** A link of a page as it is written, and where. */
interface Written {
  target: string;
  at: number;
}

/** Every link of a page that leads nowhere in this repository: a file that is not there, a heading that nobody wrote, a label without a line. */
export async function checkLinks(files: DocFiles, file: string): Promise<Finding[]> {
  const page = await files.markdown(file);
  if (page === null) return [];
  const { text, links, definitions } = page;
  const written = [...links, ...definitions].map(({ target: { start, end } }): Written => ({
    target: text.slice(start, end),
    at: start,
  }));
  const found = await Promise.all(written.map(async ({ target, at }) => {
    const problem = await whyBroken(files, file, target);
    return problem === null ? [] : [broken(file, page.lineOf(at), problem)];
  }));
  return [...found.flat(), ...undefinedLabels(file, page)];
}

/** What is wrong with a link of a file, in words; null when it leads somewhere, or out of the repository. */
export async function whyBroken(files: DocFiles, file: string, written: string): Promise<string | null> {
  const target = readTarget(file, written);
  if (target === null) return null;
  const { path, fragment, isAbsolute } = target;
  const place = placesOf(path, isAbsolute ? file : null).find((place) => files.listing.has(place));
  if (place === undefined) return `the link to ${written} leads nowhere${elsewhere(files, path)}`;
  if (fragment === "" || fragment === "top") return null;
  const line = /^L(\d+)(?:C\d+)?(?:-L?(\d+))?/.exec(fragment);
  if (line !== null && !isMarkdown(place)) {
    const last = Number(line[2] ?? line[1]);
    return await hasLine(files, place, last) ? null : `${place} has no line ${last}`;
  }
  // a site or a folder decides by itself what its fragments mean
  const page = isMarkdown(place) ? await files.markdown(place) : null;
  if (page === null || page.anchors.has(fragment.toLowerCase().replace(/^user-content-/, ""))) return null;
  return place === file ? `there is no heading #${fragment}` : `${place} has no heading #${fragment}`;
}

/** Whether a text has that many lines; what is no text has any. */
export async function hasLine(files: DocFiles, path: string, line: number): Promise<boolean> {
  const count = await files.lines(path);
  return count === null || line >= 1 && line <= count;
}

/** A site leaves the ending away, and its `/` is the folder that its pages are in. */
function placesOf(path: string, file: string | null): string[] {
  const top = file === null || !file.includes("/") ? [] : [file.slice(0, file.indexOf("/"))];
  const bases = [path, ...top.flatMap((folder) => [`${folder}/${path}`, `${folder}/public/${path}`])];
  return bases.flatMap((base) => [base, `${base}.md`, base.replace(/\.html$/, ".md")]);
}

/** Where the only file of that name is. */
function elsewhere(files: DocFiles, path: string): string {
  const same = files.listing.called(posix.basename(path));
  return same.length === 1 ? `; there is ${same[0]}` : "";
}

/** `[text][label]` reads as it is written where no line says what the label is. */
function undefinedLabels(file: string, { text, references, definitions, lineOf }: Markdown): Finding[] {
  const known = new Set(definitions.map(({ label }) => labelKey(text.slice(label.start, label.end))));
  return references.filter(({ isFull }) => isFull).flatMap(({ text: words, label }) => {
    const name = text.slice(label.start, label.end);
    // `list[0][key]` in prose is no link
    const isLink = /^[\s([{"'*_>|!-]?$/.test(text.slice(Math.max(0, words.start - 2), words.start - 1)) &&
      /\p{L}/u.test(text.slice(words.start, words.end)) && !name.startsWith("^");
    return known.has(labelKey(name)) || !isLink
      ? []
      : [broken(file, lineOf(label.start), `no line says what [${name}] leads to`)];
  });
}

function broken(file: string, line: number, what: string): Finding {
  return finding("link_broken", { file, line }, what, "Correct the link, or bring back what it leads to.");
}
