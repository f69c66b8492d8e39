import { z } from "zod";
import { text } from "./schema-fields.ts";

const lane = text.max(4000);

/** The steps of a beta that a team declares. One word names a lane of the Fastfile, anything else is a command. */
export const lanes = z.strictObject({
  certs: lane.optional().describe(
    "Brings certificates and profiles to this machine. In CI, match is told to read only: MATCH_READONLY.",
  ),
  framework: lane.optional().describe("Builds what the app links and the repository does not hold."),
  archive: lane.optional().describe("Archives. It uploads as well where `upload` is missing."),
  upload: lane.optional().describe("Uploads what was archived, and waits until the store has processed it."),
}).describe(
  "What `slipway ios beta` runs, in this order: one word is a lane of the Fastfile, anything else a command.",
);

/** What one tag of a beta is called. */
export const betaTag = z.string().min(1).max(100, { abort: true }).regex(
  /^([A-Za-z0-9@\/._-]|\{(component|version|build)\})+$/,
  "letters, digits, @ / . _ - and {component}, {version}, {build}",
).refine((value) => value.includes("{build}"), "names no {build}, so that two betas would get the same tag");

/** Beside `ci` and `preview`: what compiles and tests a component without an upload. */
export const compiling = {
  preflight: text.max(4000).optional().describe(
    "Compiles it without an upload: one word is a lane of the Fastfile, anything else a command. An Android component needs none: Gradle's assembleDebug.",
  ),
  test: text.max(4000).optional().describe(
    "Tests it, in the same way. An Android component needs none: Gradle's testDebugUnitTest.",
  ),
};
