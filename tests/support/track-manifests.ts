/** A track of a manifest that is only in memory. */
interface TrackWish {
  tag: string;
  auto?: { branch: string; channel: string };
  [field: string]: unknown;
}

/** version.json of components `<key>` in `apps/<key>`, each with a mirror in its package.json, all of them tracks. */
export function trackManifest(
  tracks: Record<string, TrackWish>,
  ship: Record<string, unknown> = {},
): string {
  const components = Object.entries(tracks).map(([key, release]) => [key, {
    ...{ name: key, kind: "web", version: "1.0.0", build: 1, paths: [`apps/${key}`] },
    mirrors: [{ type: "json", file: `apps/${key}/package.json`, key: "/version", value: "version" }],
    release,
  }]);
  const manifest = {
    ...{ name: "shop", build: 1, order: Object.keys(tracks) },
    ship: { environment: { name: "production", branch: "main" }, ...ship },
    components: Object.fromEntries(components),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** The package.json of such a component. */
export function packageJson(version: string): string {
  return `${JSON.stringify({ name: "part", version }, null, 2)}\n`;
}
