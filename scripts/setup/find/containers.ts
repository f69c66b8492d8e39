import { posix } from "node:path";
import { keyFrom, type Survey, survey, titleFrom } from "./candidate.ts";
import type { HostingSign } from "./hosting.ts";
import type { Snapshot } from "./snapshot.ts";
import { supportRole } from "./vendored.ts";

/** Folders that are brought to a host and that nothing else has recognised: by their Dockerfile, compose service or settings of a host. */
export function surveyContainers(
  snapshot: Snapshot,
  signs: readonly HostingSign[],
  { isTaken, hasOthers }: { isTaken: (folder: string) => boolean; hasOthers: boolean },
): Survey {
  const found = survey();
  const folders = [...new Set(signs.map(({ folder }) => folder))].sort();
  for (const folder of folders) {
    // At the root of a repository with components a Dockerfile builds one of these.
    if (isTaken(folder) || folder === "." && hasOthers) continue;
    const own = signs.filter((sign) => sign.folder === folder);
    const key = keyFrom(folder === "." ? snapshot.name : posix.basename(folder));
    const candidate = {
      key,
      evidence: own.map(({ what }) => what).join(", "),
      component: {
        name: titleFrom(key),
        kind: own[0]?.kind ?? "server" as const,
        version: "0.0.0",
        build: 0,
        paths: [folder],
      },
      remarks: [],
    };
    // What serves the repository is no news: nobody would look for a component there.
    if (folder === "." || supportRole(folder) === undefined && !/(^|\/)\./.test(folder)) {
      found.candidates.push(candidate);
    }
  }
  return found;
}
