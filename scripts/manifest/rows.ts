import { buildTable, type Table } from "../../functions/_shared/table/rows.ts";
import type { Manifest } from "./schema.ts";

/**
 * The component keys in row order, the same on every surface: as `order` says, then the others in natural order
 * (`web2` before `web10`).
 */
export function rowOrder(manifest: Pick<Manifest, "order" | "components">): string[] {
  const listed = manifest.order.filter((key) => Object.hasOwn(manifest.components, key));
  const known = new Set(listed);
  return [...listed, ...Object.keys(manifest.components).filter((key) => !known.has(key)).sort(naturally)];
}

/** The table of what is committed: every row unchanged. */
export function manifestTable(manifest: Manifest): Table {
  return buildTable({
    project: manifest.name,
    forced: false,
    changes: [],
    components: rowOrder(manifest).flatMap((key) => {
      const component = manifest.components[key];
      if (component === undefined) return [];
      const { label = key, host = null, build } = component;
      return [{ key, label, host, build }];
    }),
    auditHead: null,
  });
}

/** Runs of digits compare as numbers, everything else by code unit: the same on every machine, whatever its locale. */
function naturally(a: string, b: string): number {
  const partsOfA = a.match(/\d+|\D+/g) ?? [];
  const partsOfB = b.match(/\d+|\D+/g) ?? [];
  for (const [index, partOfA] of partsOfA.entries()) {
    const partOfB = partsOfB[index];
    if (partOfB === undefined) return 1;
    const byNumber = Number(partOfA) - Number(partOfB);
    if (byNumber) return byNumber;
    if (partOfA !== partOfB) return partOfA < partOfB ? -1 : 1;
  }
  return partsOfA.length - partsOfB.length;
}
