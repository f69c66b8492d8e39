import { z } from "zod";
import { authority, path, pointer, value } from "../schema-fields.ts";
import { addValueHint, type MirrorType } from "./mirror-type.ts";

const schema = z.strictObject({
  type: z.literal("toml"),
  file: path,
  key: pointer.describe("Where in the file: a JSON Pointer, for example /package/version."),
  value,
  format: z.literal("pep440").optional().describe(
    "How a prerelease is written: `pep440` as Python packages have it, `1.3.0a1` for `1.3.0-alpha.1`.",
  ),
  authority,
});

export const tomlMirror: MirrorType<typeof schema> = {
  schema,
  find: async (text, { key }) => (await import("./toml-find.ts")).findToml(text, key),
  isBuildSetting: false,
  addHint: addValueHint,
};
