import type { Finding } from "../../cli/command-error.ts";
import type { Change } from "../../git/changes.ts";
import { ownerOf } from "../../manifest/ownership.ts";
import type { Manifest } from "../../manifest/schema.ts";
import { splitChanges } from "./own-files.ts";

/** Changes that a ship of the component must not carry: other people's files, conflicts, other repositories. */
export function guardChanges(manifest: Manifest, component: string, changes: readonly Change[]): Finding[] {
  const { own, foreign } = splitChanges(manifest, component, changes);
  return [
    ...foreign.map(({ path }): Finding => {
      const owner = ownerOf(manifest, path);
      const whose = owner === null ? "belongs to no component" : `belongs to ${owner}`;
      return {
        code: "change_outside",
        message: `${path} is changed and ${whose}`,
        hint: "Commit or stash it, or let .gitignore name it.",
        component,
        file: path,
      };
    }),
    ...own.filter((change) => change.isUnmerged).map(({ path }): Finding => ({
      code: "conflict_unresolved",
      message: `${path} is in conflict`,
      hint: "Resolve it first.",
      component,
      file: path,
    })),
    ...own.filter((change) => change.isNestedRepository).map(({ path }): Finding => ({
      code: "nested_repository",
      message: `${path} is a git repository of its own, which git can't commit`,
      hint: "Add it as a submodule, let .gitignore name it, or remove its .git.",
      component,
      file: path,
    })),
  ];
}
