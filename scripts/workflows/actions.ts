/**
 * The actions of others that generated workflows use, by commit: a tag may be moved to other code, a commit not. Each was looked up in the
 * repository of the action: the commit that the tag beside it names.
 */
const pinned = {
  // 7 keeps annotated tags as they are, which tell baselines from releases
  "actions/checkout": { sha: "3d3c42e5aac5ba805825da76410c181273ba90b1", version: "v7.0.1" },
  "actions/setup-node": { sha: "820762786026740c76f36085b0efc47a31fe5020", version: "v7.0.0" },
  "actions/download-artifact": { sha: "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c", version: "v8.0.1" },
} as const;

/** An action as a step names it: `owner/name@<commit> # <version>`. */
export function action(name: keyof typeof pinned): string {
  const { sha, version } = pinned[name];
  return `${name}@${sha} # ${version}`;
}
