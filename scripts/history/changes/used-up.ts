import type { CommittedFile } from "../../git/make-commit.ts";
import type { Tree } from "../../manifest/tree.ts";
import type { Change } from "./change.ts";

/**
 * Change files after a live release of these tracks: one of which all tracks are released goes; of every other one only the lines of what is
 * released go, so that the next release of the rest still tells of it.
 */
export async function usedUp(
  tree: Tree,
  changes: readonly Change[],
  released: readonly string[],
): Promise<CommittedFile[]> {
  const isReleased = (components: readonly string[]) =>
    components.length > 0 && components.every((key) => released.includes(key));
  const touched = changes.filter(({ names }) => names.some(({ components }) => isReleased(components)));
  return await Promise.all(touched.map(async ({ file, names }): Promise<CommittedFile> => {
    const gone = names.filter(({ components }) => isReleased(components)).map(({ name }) => name);
    const bytes = await tree.read(file);
    if (bytes === null || gone.length === names.length) return { path: file, after: null };
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    return { path: file, after: new TextEncoder().encode(withoutNames(text, gone)) };
  }));
}

/** Takes lines out of the front matter; everything else stays as it is. */
function withoutNames(text: string, names: readonly string[]): string {
  let fences = 0;
  return text.split(/(?<=\n)/).filter((line) => {
    if (/^(\uFEFF)?---\s*$/.test(line)) fences += 1;
    const name = fences === 1
      ? /^([^:]+):/.exec(line)?.[1]?.trim().replace(/^(["'])(.+)\1$/, "$2")
      : undefined;
    return name === undefined || !names.includes(name);
  }).join("");
}
