import { componentOf } from "../../manifest/component-of.ts";
import type { Manifest } from "../../manifest/schema.ts";

/** The commit message of a ship, without its trailer: what a person gave, else `ship.message` of version.json. */
export function shipMessage(manifest: Manifest, component: string, build: number, given?: string): string {
  const values: Record<string, string> = {
    component,
    build: String(build),
    version: componentOf(manifest, component).version,
  };
  return given?.trim() ||
    manifest.ship.message.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
