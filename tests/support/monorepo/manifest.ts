import { readFileSync } from "node:fs";
import { type Manifest, manifestSchema } from "../../../scripts/manifest/schema.ts";
import { xcconfigPath, type XcodeVariant } from "./xcode.ts";

/** version.json as it is written: without the schema's defaults. */
export type ManifestDraft = Record<string, unknown> & {
  build: number;
  order: string[];
  ship: Record<string, unknown>;
  components: Record<string, Record<string, unknown> & { build: number }>;
};

export interface ManifestWishes {
  /** Keys to keep; all nine by default. */
  components?: string[];
  xcode?: XcodeVariant;
  /** Changes what is written, before it is written. */
  edit?: (draft: ManifestDraft) => void;
}

/** The nine components of the demo, reduced to what a test wishes, as text and parsed. */
export function demoManifest(
  { components, xcode, edit }: ManifestWishes,
): { text: string; manifest: Manifest } {
  const draft: ManifestDraft = JSON.parse(
    readFileSync(new URL("../../../scripts/demo/version.json", import.meta.url), "utf8"),
  );
  if (components !== undefined) keepOnly(draft, components);
  if (xcode === "xcconfig" && draft.components.ios !== undefined) {
    draft.components.ios.mirrors = [
      {
        type: "xcconfig",
        file: xcconfigPath,
        key: "CURRENT_PROJECT_VERSION",
        value: "build",
        authority: "store",
      },
    ];
  }
  edit?.(draft);
  return { text: `${JSON.stringify(draft, null, 2)}\n`, manifest: manifestSchema.parse(draft) };
}

function keepOnly(draft: ManifestDraft, keys: string[]): void {
  const isKept = (key: unknown) => typeof key === "string" && keys.includes(key);
  draft.components = Object.fromEntries(Object.entries(draft.components).filter(([key]) => isKept(key)));
  for (const component of Object.values(draft.components)) {
    if (Array.isArray(component.ride_along)) component.ride_along = component.ride_along.filter(isKept);
  }
  draft.order = draft.order.filter(isKept);
  draft.build = Math.max(0, ...Object.values(draft.components).map(({ build }) => build));
}
