import { z } from "zod";
import { build, count, nullableText } from "./fields.ts";
import { rpc } from "./rpc.ts";

const componentSchema = z.object({
  label: z.string(),
  name: z.string(),
  kind: z.string(),
  host: nullableText,
  version: nullableText,
  build,
  updated_at: z.string(),
  position: z.number(),
  store_url: nullableText,
});
type ManifestComponent = z.infer<typeof componentSchema>;

const manifestSchema = z.object({
  name: z.string(),
  build,
  seq: count,
  components: z.record(z.string(), componentSchema),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** What is deployed; anyone may call it. */
export const readManifest = rpc("manifest", manifestSchema);

/** Components by position, then by key: jsonb has forgotten their order. */
export function inOrder(components: Manifest["components"]): [string, ManifestComponent][] {
  return Object.entries(components).sort(([keyA, a], [keyB, b]) =>
    a.position - b.position || (keyA < keyB ? -1 : keyA > keyB ? 1 : 0)
  );
}
