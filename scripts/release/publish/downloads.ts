import { fillTemplate } from "../../tracks/template.ts";
import type { AssetFile } from "./assets/asset.ts";

/** Where files are that no code host has. */
interface Downloads {
  /** Of `--url`. */
  template: string;
  tag: string;
  version: string;
  channel: string;
}

/** Where a file is downloaded. */
export function downloadUrl({ template, ...values }: Downloads, { name }: AssetFile): string {
  return fillTemplate(template, { ...values, file: encodeURIComponent(name) });
}

/** The files as a list of links in Markdown, for a page that holds none itself; empty without files. */
export function downloadList(downloads: Downloads, files: readonly AssetFile[]): string {
  if (files.length === 0) return "";
  const items = files.map((file) => `- [${file.name}](${downloadUrl(downloads, file)})`);
  return `\n### Downloads\n\n${items.join("\n")}\n`;
}
