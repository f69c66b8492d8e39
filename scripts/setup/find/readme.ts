import { posix } from "node:path";
import { readlinkSync } from "node:fs";
import type { Snapshot } from "./snapshot.ts";

export const readmeDefault = "README.md";
/** Where the table goes when the README can't hold it. */
const tableFile = "BUILDS.md";

/** The file that gets the table, and why it is not README.md, if it is not. */
interface ReadmeChoice {
  path: string;
  remark?: string;
}

/**
 * The README as the repository has it: `readme.md`, `.github/README.md`, the file that a link leads to. One in another language than Markdown
 * can't hold the markers; then the table goes to a file of its own.
 */
export function findReadme(snapshot: Snapshot): ReadmeChoice {
  const { files, links, read } = snapshot;
  const all = [...files].filter((path) => /^(\.github\/)?readme(\.\w+)?$/i.test(path)).sort();
  const markdown = all.filter((path) => /\.(md|markdown|mdown|mkd)$/i.test(path));
  const path = markdown.find((path) => path === readmeDefault) ??
    markdown.find((path) => !path.includes("/")) ??
    markdown[0];
  if (path === undefined) {
    const [other] = all;
    return other === undefined ? { path: readmeDefault } : {
      path: tableFile,
      remark: `${other} stays as it is: the markers are Markdown, so the table goes to ${tableFile}`,
    };
  }
  if (links?.has(path)) return linked(path, snapshot);
  if (read(path)?.includes("\uFFFD") ?? false) {
    return { path: tableFile, remark: `${path} is not UTF-8 text, so the table goes to ${tableFile}` };
  }
  return { path };
}

/** A link stays a link: what it leads to gets the table, when that is a file of the repository. */
function linked(path: string, { root, files, read }: Snapshot): ReadmeChoice {
  const target = posix.join(posix.dirname(path), readlinkSync(posix.join(root, path)));
  return files.has(target) && read(target) !== undefined && /\.md$/i.test(target)
    ? { path: target, remark: `${path} is a symbolic link; the table goes to ${target}` }
    : {
      path: tableFile,
      remark: `${path} is a symbolic link to ${target}, so the table goes to ${tableFile}`,
    };
}
