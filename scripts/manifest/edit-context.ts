import type { Draft } from "./draft.ts";
import type { Tree } from "./tree.ts";

/** What a plan reads from, and where it writes. */
export interface EditContext {
  draft: Draft;
  tree: Tree;
}
