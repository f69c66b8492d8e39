import type { Candidate, ComponentDraft } from "./find/candidate.ts";
import { isAnotherTools, slipwayManifest } from "./find/manifest-name.ts";
import { preparation } from "../workflows/install.ts";
import type { Snapshot } from "./find/snapshot.ts";
import { linkedProject, supabaseFolder } from "./find/supabase.ts";
import { findReadme, readmeDefault } from "./find/readme.ts";

/** version.json for these components, as text: only what differs from the defaults. */
export function draftManifest(name: string, candidates: readonly Candidate[], snapshot: Snapshot): string {
  const { remote, branch } = snapshot;
  const ref = linkedProject(snapshot, supabaseFolder(snapshot));
  const prepare = preparation(snapshot);
  const components = Object.fromEntries(candidates.map(({ key, component }) => [key, ordered(component)]));
  const readme = findReadme(snapshot).path;
  const manifest = {
    $schema: "./node_modules/slipway/version.schema.json",
    name,
    build: Math.max(0, ...candidates.map(({ component }) => component.build)),
    order: candidates.map(({ key }) => key),
    ship: {
      ...remote === "origin" ? {} : { remote },
      environment: { name: "production", branch, ...ref ? { project_ref: ref } : {} },
      ...readme === readmeDefault ? {} : { readme },
      // The defaults name version.json, which is another tool's here.
      ...isAnotherTools(snapshot) ? { shared: [slipwayManifest, readme, "notes/**"] } : {},
      ...prepare ? { prepare } : {},
    },
    components,
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The fields in the order in which people look for them. */
function ordered(
  { name, label, kind, host, description, version, build, paths, ...rest }: ComponentDraft,
): ComponentDraft {
  return { name, label, kind, host, description, version, build, paths, ...rest };
}
