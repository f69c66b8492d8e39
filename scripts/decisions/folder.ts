import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { listFiles, type Listing } from "../manifest/docs/listing.ts";
import { namesIn, type RecordName, recordsOf } from "../manifest/docs/record-names.ts";
import type { Workspace } from "../manifest/load.ts";
import { placeOf } from "../manifest/ownership.ts";

/** The folder of decision records, as this work tree has it. */
export interface DecisionFolder {
  /** Below the root. */
  folder: string;
  /** What is right in it. */
  names: string[];
  /** By number. */
  records: RecordName[];
  listing: Listing;
}

/** Where teams keep them, the most usual first: adr-tools, MADR, log4brains. */
const usual = [
  "docs/adr",
  "docs/decisions",
  "doc/adr",
  "docs/adrs",
  "docs/architecture/decisions",
  "docs/architecture/adr",
  "doc/architecture/decisions",
  "docs/ADR",
  "architecture/decisions",
  "adr",
  "adrs",
  "decisions",
];

/** `ship.docs.decisions`, else what adr-tools wrote down, else a usual folder that is there. Raises `decisions_missing` (exit 2). */
export async function findFolder({ root, tree, manifest }: Workspace): Promise<DecisionFolder> {
  const listing = await listFiles({ root, tree });
  const known = listing.files.has(".adr-dir") ? await tree.read(".adr-dir") : null;
  const written = known === null ? "" : placeOf(new TextDecoder().decode(known).trim());
  const candidates = [...written === "" ? [] : [written], ...usual].map((folder) => read(folder, listing));
  const declared = manifest.ship.docs?.decisions;
  const found = declared !== undefined
    ? read(placeOf(declared), listing)
    : candidates.find(({ records }) => records.length > 0) ??
      candidates.find(({ names }) => names.length > 0);
  if (found !== undefined) return found;
  throw new CommandError(
    "decisions_missing",
    `there are no decision records in any of ${usual.slice(0, 4).join(", ")} and the like`,
    'Say where they are: "docs": { "decisions": "docs/adr" } in ship of version.json.',
    exitCode.usage,
  );
}

function read(folder: string, listing: Listing): DecisionFolder {
  const names = namesIn(folder, listing.files);
  return { folder, names, records: recordsOf(names), listing };
}
