import { z } from "zod";
import { authority, count, path, text, value } from "../schema-fields.ts";
import type { MirrorType } from "./mirror-type.ts";

const schema = z.strictObject({
  type: z.literal("gradle"),
  file: path,
  key: z.enum(["versionCode", "versionName"]).describe("Which setting, in Groovy or Kotlin."),
  flavor: text.optional().describe(
    "The product flavor that sets it; without one, what stands outside of all flavors.",
  ),
  count: count.default(1),
  value,
  authority,
});

export const gradleMirror: MirrorType<typeof schema> = {
  schema,
  find: async (text, mirror) => (await import("./gradle-find.ts")).findGradle(text, mirror),
  isBuildSetting: false,
  addHint: (name, value) =>
    `Add \`${name} = ${/^\d+$/.test(value) ? value : JSON.stringify(value)}\` to defaultConfig`,
};
