import { posix } from "node:path";
import { z } from "zod";
import { keyFrom, type Survey, survey, titleFrom, withoutBuild } from "./candidate.ts";
import type { Snapshot } from "./snapshot.ts";
import { supportRole } from "./vendored.ts";
import { readYaml } from "./yaml.ts";

const chart = z.looseObject({
  name: z.string(),
  version: z.union([z.string(), z.number()]).transform(String).optional().catch(undefined),
  description: z.string().min(1).max(200).optional().catch(undefined),
  type: z.string().optional().catch(undefined),
});

/** Helm charts. What lies in `charts/` of another chart comes with it. */
export function surveyHelm(snapshot: Snapshot): Survey {
  const found = survey();
  const folders = [...snapshot.files].filter((path) => posix.basename(path) === "Chart.yaml").map((path) =>
    posix.dirname(path)
  )
    .sort();
  for (const folder of folders) {
    if (folders.some((other) => other !== folder && folder.startsWith(`${other}/`))) continue;
    const said = chart.safeParse(readYaml(snapshot.read(posix.join(folder, "Chart.yaml")))).data;
    if (said === undefined) continue;
    const key = keyFrom(`${said.name}-chart`);
    const candidate = {
      key,
      evidence: `${posix.join(folder, "Chart.yaml")} is a chart of its own version`,
      component: {
        name: titleFrom(key),
        kind: "server" as const,
        ...said.description ? { description: said.description } : {},
        version: said.version ?? "0.0.0",
        build: 0,
        paths: [folder],
      },
      remarks: [withoutBuild(posix.join(folder, "Chart.yaml"))],
    };
    const role = folder === "." ? undefined : supportRole(folder);
    const why = role ?? (said.type === "library" ? "a chart that others include" : undefined);
    if (why === undefined) found.candidates.push(candidate);
    else found.leftOut.push({ path: folder, why, candidate });
  }
  return found;
}
