// `slipway/client/version`: importing it defines <slipway-version>, which shows what the page was built as.

import { builtVersion } from "../built-version.ts";
import { type BuiltVersion, versionParts } from "../version-label.ts";
import { defineVersionElement } from "./version-element.ts";

export type { BuiltVersion } from "../version-label.ts";
export type { SlipwayVersionElement } from "./version-element.ts";

defineVersionElement();

/**
 * `v1.2.0 (131)`, `v1.3.0-beta.2 (140)`, `v1.2.0`; "" where the version is unknown. Without an argument it is what the build tool wrote; a
 * page that a server renders hands it in, so that both say the same.
 */
export function versionLabel(built: BuiltVersion = builtVersion()): string {
  const parts = versionParts(built);
  if (parts === null) return "";
  return `${parts.version}${parts.channel}${parts.build === "" ? "" : ` (${parts.build})`}`;
}
