import { isDeepStrictEqual } from "node:util";
import type { Candidate } from "../find/candidate.ts";
import { unreadablePackages } from "../find/package-json.ts";
import { findReadme } from "../find/readme.ts";
import type { Snapshot } from "../find/snapshot.ts";
import { manifestPath } from "../../manifest/edits.ts";
import { findMarkers } from "../../manifest/markers.ts";
import { scanJson } from "../../manifest/mirrors/json-text.ts";
import { nodeAt } from "../../manifest/mirrors/pointer.ts";
import { frontMatterEnd } from "../../manifest/readme-first.ts";
import { markedRegion, regions } from "../../manifest/readme-text.ts";
import type { Manifest } from "../../manifest/schema.ts";
import { storeDecides } from "../../manifest/store-decides.ts";
import { emptyPlan, type Plan } from "../plan.ts";

/** version.json, and `"build"` in the packages that lack it. */
export function planManifest(text: string, candidates: readonly Candidate[], snapshot: Snapshot): Plan {
  const { read } = snapshot;
  const plan = emptyPlan();
  plan.remarks.push(
    ...unreadablePackages(snapshot).map((file) => `${file} can't be read, so its package is no component`),
  );
  plan.writes.push({ path: manifestPath, text, how: "create", what: "the manifest" });
  for (const { lacksBuild: path, component, remarks } of candidates) {
    plan.remarks.push(...remarks);
    if (path === undefined) continue;
    const added = withBuild(read(path) ?? "", component.build);
    if (added === undefined) plan.remarks.push(`${path}: add "build": ${component.build}`);
    else plan.writes.push({ path, text: added, how: "add", what: `"build": ${component.build}` });
  }
  return plan;
}

/** The notes of the next ship, and README's markers with what belongs between them. */
export function planTexts(manifest: Manifest, snapshot: Snapshot): Plan {
  const { read } = snapshot;
  const plan = emptyPlan();
  const { remark } = findReadme(snapshot);
  const { chat, store } = manifest.ship.notes;
  const hasStore = Object.values(manifest.components).some(storeDecides);
  for (const path of [chat, ...hasStore ? [store] : []]) {
    if (read(path) === undefined) {
      plan.writes.push({ path, text: "", how: "create", what: "what the next ship says" });
    }
  }
  const path = manifest.ship.readme;
  const present = read(path);
  const text = present ?? `# ${manifest.name}\n`;
  const missing = regions.filter((region) => "problem" in findMarkers(text, region));
  if (missing.length === 0) return plan;
  if (remark !== undefined) plan.remarks.push(remark);
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  // After what a page says about itself, which has to be its beginning.
  const start = frontMatterEnd(text) || (text.startsWith("\uFEFF") ? 1 : 0);
  const marked = missing.map((region) => `${markedRegion(region, manifest)}\n\n`).join("");
  const gap = start > 1 && !text.slice(0, start).endsWith("\n") ? "\n" : "";
  plan.writes.push({
    path,
    text: text.slice(0, start) + (gap + marked).replaceAll("\n", eol) + text.slice(start),
    how: present === undefined ? "create" : "add",
    what: "banner and table",
  });
  return plan;
}

/** package.json with `"build"` after its version; undefined when that can't be done without touching the rest. */
function withBuild(text: string, build: number): string | undefined {
  try {
    const root = scanJson(text);
    const version = nodeAt(root, "/version");
    const first = text.indexOf("{") + 1;
    const isEmpty = root.members?.size === 0;
    const at = version?.end ?? first;
    // As the neighbour stands: on a line of its own, or in one line with the others.
    const neighbour = version
      ? /(\r?\n[ \t]*)"version"\s*:\s*$/.exec(text.slice(0, version.start))
      : /^\s*/.exec(text.slice(first));
    const indent = neighbour?.[version ? 1 : 0] || " ";
    const member = `"build": ${build}`;
    const addition = version ? `,${indent}${member}` : `${indent}${member}${isEmpty ? "" : ","}`;
    const added = text.slice(0, at) + addition + text.slice(at);
    const parse = (json: string): Record<string, unknown> => JSON.parse(json.replace(/^\uFEFF/, ""));
    return isDeepStrictEqual(parse(added), { ...parse(text), build }) ? added : undefined;
  } catch {
    return undefined;
  }
}
