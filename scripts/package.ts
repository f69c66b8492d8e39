import { basename, dirname, join } from "node:path";

// The bundle keeps every module's place: this file counts as `dist/package.js` there.
const code = import.meta.dirname ?? "";

/** The folder of our own package.json: a checkout, or `node_modules/slipway`, or `slipway-platform` for what is in that one. */
export const packageRoot = dirname(code);

/** Whether this is the npm package. It holds JavaScript, because Deno refuses TypeScript below node_modules. */
export const isPackaged = basename(code) === "dist";

/** The edge functions as Deno can run them here: in the package of the platform as JavaScript. */
export const runnableFunctions = isPackaged ? join(code, "functions") : join(packageRoot, "functions");

/**
 * How Deno starts a program of ours, as bin/slipway does. The package goes without a config: to find one's surroundings, Deno reads
 * every folder of the workspaces that the package is installed in.
 */
export const denoSettings = isPackaged
  ? ["--no-config", "--node-modules-dir=manual", "--unstable-net", "--unstable-worker-options"]
  : ["--config", join(packageRoot, "deno.json")];
