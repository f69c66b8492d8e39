import { eachMirror } from "./apply.ts";
import { componentOf } from "./component-of.ts";
import { openDraft } from "./draft.ts";
import type { Workspace } from "./load.ts";
import { authorityOf } from "./mirror-state.ts";
import { buildIn, holdsBuild } from "./mirror-value.ts";

/**
 * The build a component has in this tree: version.json's, or what the lines of an iOS project say when they are ahead.
 * One more is the next one, as far as this tree knows: a ship also asks the remote and the database. Raises
 * CommandError `component_unknown`.
 */
export async function buildOf({ tree, manifest }: Workspace, key: string): Promise<number> {
  const component = componentOf(manifest, key);
  let highest = component.build;
  const context = { tree, draft: openDraft(tree) };
  await eachMirror(context, [[key, component]], ({ mirror, spans }) => {
    const builds = spans.map(({ value }) => buildIn(mirror, value));
    highest = Math.max(highest, ...builds.filter((build) => !Number.isNaN(build)));
    return [];
  }, (component, mirror) => holdsBuild(mirror) && authorityOf(component, mirror) === "store");
  return highest;
}
