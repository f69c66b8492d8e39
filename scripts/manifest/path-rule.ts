/**
 * Why no file of a repository may be called so, in words; null when it may. The rule looks at the name alone, so that it is the same on
 * every system: what one of them takes for a folder, a drive or git's own folder is refused on all. Where links lead is for `real-path.ts`.
 */
export function whyNoPath(path: string): string | null {
  if (hasControlCharacter(path)) return "a path without control characters";
  if (path.includes("\\")) return "a path with / between its folders, without \\";
  if (/^[a-z]:/i.test(path)) return "a path without a drive";
  const folders = path.split("/");
  if (path.startsWith("/") || folders.includes("..")) return "a path below the root";
  return folders.some(isGitFolder) ? "a path outside of git's own folder" : null;
}

export function hasControlCharacter(path: string): boolean {
  return /\p{Cc}/u.test(path);
}

/**
 * Whether some system opens git's folder by this name: case does not count on macOS and Windows, HFS+ ignores characters that nobody
 * sees, NTFS ignores dots and spaces at the end, has a short name, and reads `:` as the beginning of a stream.
 */
function isGitFolder(name: string): boolean {
  const seen = name.normalize("NFKC").replaceAll(/\p{Default_Ignorable_Code_Point}/gu, "").toLowerCase();
  const [file = ""] = seen.split(":");
  return /^(\.git|git~\d+)$/.test(withoutDots(file));
}

/** By hand: a pattern that is tied to the end would look again from every dot. */
function withoutDots(name: string): string {
  let end = name.length;
  while (end > 0 && (name[end - 1] === "." || name[end - 1] === " ")) end--;
  return name.slice(0, end);
}
