import { z } from "zod";

const names = z.record(z.string(), z.unknown()).default({}).catch({});
const version = z.union([z.string(), z.object({ workspace: z.literal(true) })]).optional().catch(undefined);
export const cargo = z.looseObject({
  package: z.looseObject({
    name: z.string(),
    version,
    description: z.string().min(1).max(200).optional().catch(undefined),
    publish: z.union([z.boolean(), z.array(z.string())]).optional().catch(undefined),
  }).optional().catch(undefined),
  bin: z.array(z.looseObject({ name: z.string().optional() })).default([]).catch([]),
  lib: z.looseObject({ "crate-type": z.array(z.string()).optional().catch(undefined) }).optional().catch(
    undefined,
  ),
  dependencies: names,
  workspace: z.looseObject({
    "default-members": z.array(z.string()).optional().catch(undefined),
    package: z.looseObject({ version }).optional().catch(undefined),
  }).optional().catch(undefined),
});
type Cargo = z.infer<typeof cargo>;

/** A Cargo.toml; its name is empty where it is nothing but a workspace. */
export interface Crate {
  file: string;
  folder: string;
  found: Cargo;
  name: string;
}

/** `version.workspace = true` takes the version of the workspace around. */
export function crateVersion({ found, folder }: Crate, crates: readonly Crate[]): string {
  const own = found.package?.version;
  if (typeof own === "string") return own;
  const around = crates.find(({ found, folder: other }) =>
    found.workspace !== undefined && (other === "." || folder.startsWith(`${other}/`))
  );
  const shared = around?.found.workspace?.package?.version;
  return typeof shared === "string" ? shared : "0.0.0";
}
