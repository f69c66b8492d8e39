import { z } from "zod";
import { channel } from "./schema-fields.ts";

/** Who is told of a build as soon as people can install it, without a person who confirms it. */
export const storeAuto = z.union([
  z.boolean(),
  z.strictObject({
    channel: channel.default("live").describe("Who is told of it."),
    percent: z.number().min(0.01).max(100).default(100).describe("The share of their devices."),
  }),
]).describe(
  "Whether a build is announced by itself as soon as App Store Connect says that people can install it: `true` to everybody, an object to " +
    "a share of a channel.",
);
