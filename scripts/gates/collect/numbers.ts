import type { Manifest } from "../../manifest/schema.ts";

/** Whether two states of version.json say the same, versions and builds apart: those are no rule, and every release raises them. */
export function differOnlyInNumbers(one: Manifest, other: Manifest): boolean {
  return plain(one) === plain(other);
}

function plain({ build: _, components, ...rest }: Manifest): string {
  const named = Object.entries(components)
    .map(([key, { version: _, build: __, ...component }]) => [key, component]);
  return JSON.stringify([rest, named]);
}
