import { z } from "zod";
import { build, nothing } from "./fields.ts";
import { rpc } from "./rpc.ts";

const syncedSchema = z.array(z.object({
  component: z.string(),
  previous: build.nullable(),
  build,
  changed: z.boolean(),
}));
export type Synced = z.infer<typeof syncedSchema>;

/** What moves a component's build, up or down. */
export const syncManifest = rpc("sync_manifest", syncedSchema);
export const confirmStoreBuild = rpc("confirm_store_build", nothing);
export const rollback = rpc("rollback", nothing);
