import { checkDocs } from "../../scripts/manifest/docs/check-docs.ts";
import { memoryWorkspace } from "./memory-tree.ts";

/** What `ship` of a repository says, and its files; a component of its own is there anyway. */
async function docsWorkspace(ship: Record<string, unknown>, files: Record<string, string>) {
  const manifest = {
    name: "docs",
    build: 1,
    ship,
    components: {
      web: { name: "Web", kind: "web", build: 1, version: "1.0.0", paths: ["web"], mirrors: [] },
    },
  };
  return await memoryWorkspace({
    "version.json": JSON.stringify(manifest),
    "web/index.ts": "1\n2\n",
    ...files,
  });
}

/** What checks of documentation find there: code and message. */
export async function docsFindings(ship: Record<string, unknown>, files: Record<string, string>) {
  return (await checkDocs(await docsWorkspace(ship, files))).map(({ code, message }) => `${code} ${message}`);
}
