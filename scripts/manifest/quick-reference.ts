import { escapeMarkdown } from "../../functions/_shared/table/markdown.ts";
import { codeCell, markdownTable } from "./map-text.ts";
import { rowOrder } from "./rows.ts";
import type { Component, Manifest } from "./schema.ts";
import { storeDecides } from "./store-decides.ts";

/** What to type for each component, and what then happens: a Markdown table in row order. Ends with a newline. */
export function renderQuickReference(manifest: Manifest): string {
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
      return storeDecides(component) ? codeCell(store?.archive ?? "archive and upload by hand") : "nothing";
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
