import { z } from "zod";
import { whyNoGlob } from "./glob.ts";
import { keyPattern } from "./key-rule.ts";
import { whyNoPath } from "./path-rule.ts";

/** The longest key keeps `apns-collapse-id` within 64 bytes; the same rule is a constraint in SQL. */
export const key = z.string().regex(
  keyPattern,
  "lower case, digits and dashes, at most 48 characters",
);
export const text = z.string().min(1).max(10_000);
/** A word of a git command line. */
export const word = text.regex(/^[^-]/, "must not begin with a dash");
/** Up to 2^53 - 1, as in SQL: a date with minutes, as `202611270105`, is a usual one. */
export const build = z.int().min(0);
/** Below the root of the repository, without `..`, and outside of git's own folder. */
export const path = z.string().min(1).max(1024).superRefine((value, context) => {
  const why = whyNoPath(value) ?? whyNoGlob(value);
  if (why !== null) context.addIssue({ code: "custom", message: why });
});
/** RFC 6901, never the whole document. */
export const pointer = z.string().max(1024, { abort: true }).regex(
  /^(\/([^~/]|~[01])*)+$/,
  "a JSON Pointer, for example /build",
);

/** What a mirror repeats. */
export const value = z.enum(["build", "version", "name", "version+build"]).describe(
  "What of the component is written there; `version+build` is `1.2.3+45`.",
);
/** How often a mirror's value stands in its file. */
export const count = z.int().positive().describe(
  "Exactly so many places hold the value; any other number is refused.",
);
export const authority = z.enum(["manifest", "store"]).optional().describe(
  "Who decides the value. `store`: the file may be ahead of version.json while a build is in flight. The default is `store` for the " +
    "build and version in a pbxproj, xcconfig or plist file of an iOS component or one with a store, `manifest` for everything else.",
);

/** Who is told: a channel sees itself and every higher one. */
export const channel = z.enum(["alpha", "beta", "rc", "live"]);

/** A build setting of Xcode. */
export const setting = text.describe("The name of the build setting.");
