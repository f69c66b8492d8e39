import { posix } from "node:path";
import { z } from "zod";
import { type ComponentDraft, keyFrom, type Survey, survey, titleFrom } from "./candidate.ts";
import { readLooseJson } from "./json.ts";
import type { HostingSign } from "./hosting.ts";
import type { Snapshot } from "./snapshot.ts";
import { supportRole } from "./vendored.ts";

const project = z.looseObject({
  name: z.string().optional().catch(undefined),
  projectType: z.string().optional().catch(undefined),
  targets: z.record(z.string(), z.unknown()).default({}).catch({}),
});

/** What the executors of a project build. */
const byExecutor: readonly [ComponentDraft["kind"], RegExp][] = [
  ["android", /@nx\/(react-native|expo)|@nxext\/capacitor|@nrwl\/react-native/],
  ["server", /@(nx|nrwl)\/(node|nest|express|js):(node|serve|execute)|@nx\/(node|nest)/],
  [
    "web",
    /@(nx|nrwl)\/(next|vite|angular|react|vue|nuxt|remix|web|webpack|rspack|gatsby)|@angular-devkit|@nx-angular|vite|next/,
  ],
];

/** Packages that Nx calls applications. */
export function nxSigns({ files, read }: Snapshot): HostingSign[] {
  if (!files.has("nx.json")) return [];
  return [...files].filter((path) => posix.basename(path) === "project.json").flatMap((file) => {
    const said = project.safeParse(readLooseJson(read(file))).data;
    return said?.projectType === "application"
      ? [{ folder: posix.dirname(file), what: "an application of Nx", kind: kindOf(said) }]
      : [];
  });
}

function kindOf({ targets }: z.infer<typeof project>): ComponentDraft["kind"] {
  return byExecutor.find(([, pattern]) => pattern.test(JSON.stringify(targets)))?.[0] ?? "web";
}

/** Projects of Nx that have no package.json of their own: the applications among them ship. */
export function surveyNx(snapshot: Snapshot, isTaken: (folder: string) => boolean): Survey {
  const found = survey();
  if (!snapshot.files.has("nx.json")) return found;
  const files = [...snapshot.files].filter((path) => posix.basename(path) === "project.json").sort();
  for (const file of files) {
    const folder = posix.dirname(file);
    const said = project.safeParse(readLooseJson(snapshot.read(file))).data;
    if (said === undefined || isTaken(folder)) continue;
    const key = keyFrom(said.name ?? posix.basename(folder));
    const role = supportRole(folder) ?? supportRole(key);
    const isApp = said.projectType === "application";
    const candidate = {
      key,
      evidence: `${file} is an application of Nx`,
      component: {
        name: titleFrom(key),
        kind: isApp ? kindOf(said) : "library",
        version: "0.0.0",
        build: 0,
        paths: [folder],
        ...Object.hasOwn(said.targets, "deploy")
          ? { deploy: { type: "command", run: `npx nx deploy ${said.name ?? key}` } }
          : {},
      } satisfies ComponentDraft,
      remarks: [],
    };
    if (isApp && role === undefined) found.candidates.push(candidate);
    else found.leftOut.push({ path: folder, why: role ?? "a library of Nx", candidate });
  }
  return found;
}
