/** A repository of one kind, made for the purpose, and what a maintainer would want of it. */
export interface Shape {
  /** For the test's name. */
  kind: string;
  /** Path → text; an object becomes JSON. */
  files: Record<string, string | object>;
  /** Symbolic links: path → target. */
  links?: Record<string, string>;
  /** Written and not added: what git does not track. */
  untracked?: Record<string, string | object>;
  /** Before init, as a person who works here has it: commands of git. */
  git?: string[][];
  options?: string[];
  /** Key → kind, first path, build and what its mirrors write (`file key`), without the Supabase project. */
  components: Record<string, [kind: string, path: string, build: number, ...mirrors: string[]]>;
  /** Paths that are named as left out. */
  leftOut?: string[];
  /** Parts of lines that a person reads. */
  remarks?: (string | RegExp)[];
  /** What happened to the hook; `written` when it is missing. */
  hooks?: "written" | "left" | "kept";
  /** Runs after init, where a person has to do what init names: the check gets into the hooks of their tool. */
  afterwards?: Record<string, string>;
  /** What stands in files after init. */
  texts?: Record<string, RegExp>;
  /** The key that is shipped in the dry run; else the first that is not an app for the App Store. */
  ships?: string;
}

/** Files with their objects as JSON. */
export function textsOf(files: Record<string, string | object>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([path, content]) => [
      path,
      typeof content === "string" ? content : `${JSON.stringify(content, null, 2)}\n`,
    ]),
  );
}
