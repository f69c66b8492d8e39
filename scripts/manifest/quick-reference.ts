import { escapeMarkdown } from "../../functions/_shared/table/markdown.ts";
import { codeCell, markdownTable } from "./map-text.ts";
import { rowOrder } from "./rows.ts";
import type { Component, Manifest } from "./schema.ts";
import { storeDecides } from "./store-decides.ts";
import { releaseWorkflow, workflowFolder } from "./workflow-files.ts";

/**
 * What to type for each component, and what then happens: a Markdown table in row order; below it one of the tracks, where there are some. Ends
 * with a newline.
 */
export function renderQuickReference(manifest: Manifest): string {
  const tracks = renderTracks(manifest);
  return tracks === "" ? renderComponents(manifest) : `${renderComponents(manifest)}\n${tracks}`;
}

/** Tags, channels and workflows of each track. */
function renderTracks(manifest: Manifest): string {
  const isOnGitHub = manifest.ship.release?.host?.type !== "gitlab";
  const rows = rowOrder(manifest).flatMap((key) => {
    const component = manifest.components[key];
    const release = component?.release;
    if (component === undefined || release === undefined) return [];
    const { tag, auto, updater, floats } = release;
    return [[
      escapeMarkdown(component.label ?? key),
      ["1.2.3", "1.2.3-beta.1"].map((version) => codeCell(`${tag}${version}`)).join(", "),
      auto === undefined
        ? codeCell(`slipway release ${key} --channel …`)
        : `${codeCell(auto.channel)} by a push to ${codeCell(auto.branch)}`,
      isOnGitHub ? codeCell(`${workflowFolder}/${releaseWorkflow(key)}`) : "",
      [updater?.file, floats?.command].flatMap((text) => text === undefined ? [] : [codeCell(text)]).join(
        ", ",
      ),
    ]];
  });
  return rows.length === 0
    ? ""
    : markdownTable(["Track", "Tags", "Released", "Workflow", "What follows a channel"], rows);
}

function renderComponents(manifest: Manifest): string {
  const rows = rowOrder(manifest).flatMap((key) => {
    const component = manifest.components[key];
    if (component === undefined) return [];
    return [[
      escapeMarkdown(component.label ?? key),
      codeCell(storeDecides(component) ? `slipway ios ship` : `slipway ship ${key}`),
      describeDeploy(component),
      component.ride_along.map((rider) => escapeMarkdown(manifest.components[rider]?.label ?? rider)).join(
        ", ",
      ),
      [...new Set(component.mirrors.map(({ file }) => codeCell(file)))].join(", "),
    ]];
  });
  return markdownTable(["Component", "Type", "Deploys", "And with it", "Build also in"], rows);
}

function describeDeploy(component: Component): string {
  const { store, deploy } = component;
  switch (deploy?.type) {
    case undefined:
      return storeDecides(component)
        ? codeCell(archiveLines(store) ?? "archive and upload by hand")
        : "nothing";
    case "npm":
      return codeCell(`npm run ${deploy.script}`);
    case "command":
      return codeCell(deploy.run);
    case "ssh":
      return `${codeCell(deploy.run)} on ${escapeMarkdown(deploy.target)}`;
    case "supabase": {
      const functions = deploy.functions.map(codeCell).join(", ");
      return [...deploy.migrations ? ["migrations"] : [], ...functions === "" ? [] : [functions]].join(
        ", ",
      ) || "nothing";
    }
  }
}

/** What archives and uploads, in its order; undefined when version.json names nothing. */
function archiveLines(store: Component["store"]): string | undefined {
  const { certs, framework, archive = store?.archive, upload } = store?.lanes ?? {};
  const lines = [certs, framework, archive, upload].filter((line) => line !== undefined);
  return lines.length === 0 ? undefined : lines.join(", ");
}
