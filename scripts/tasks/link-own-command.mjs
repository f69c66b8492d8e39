// npm runs this whenever node_modules has changed, in a checkout only: it links the commands of dependencies, not our own.

import { mkdirSync, rmSync, symlinkSync } from "node:fs";

const folder = new URL("../../node_modules/.bin/", import.meta.url);
try {
  mkdirSync(folder, { recursive: true });
  rmSync(new URL("slipway", folder), { force: true });
  symlinkSync("../../bin/slipway", new URL("slipway", folder));
} catch (error) {
  // Nothing else needs the link.
  console.warn(`node_modules/.bin/slipway was not made: ${error.message}`);
}
