import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const manifest = z.object({ name: z.string(), version: z.string(), license: z.string().default("unknown") });

/** The notices of the npm packages that these modules come from: their licenses ask that they travel with the code. */
export function licensesOf(modules: Iterable<string>): string {
  const folders = new Set([...modules].flatMap((module) => packageFolder(module) ?? []));
  return [...folders].sort().map((folder) => {
    const { name, version, license } = manifest.parse(
      JSON.parse(readFileSync(join(folder, "package.json"), "utf8")),
    );
    const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
    const text = file ? readFileSync(join(folder, file), "utf8").trim() : "";
    return `${name} ${version} (${license})\n\n${text}\n`;
  }).join(`\n${"-".repeat(80)}\n\n`);
}

/** `…/node_modules/name` or `…/node_modules/@scope/name` of a module; nothing for our own. */
function packageFolder(module: string): string | undefined {
  const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(module)?.[0];
  return folder && existsSync(join(folder, "package.json")) ? folder : undefined;
}
