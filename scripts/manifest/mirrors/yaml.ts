import { z } from "zod";
import { authority, path, pointer, value } from "../schema-fields.ts";
import { addValueHint, type MirrorType } from "./mirror-type.ts";

const schema = z.strictObject({
  type: z.literal("yaml"),
  file: path,
  key: pointer.describe("Where in the file: a JSON Pointer, for example /version."),
  document: z.int().positive().optional().describe(
    "Which document of the file, from 1; without it the key must stand in one of them only.",
  ),
  value,
  authority,
});

export const yamlMirror: MirrorType<typeof schema> = {
  schema,
  find: async (text, mirror) => (await import("./yaml-find.ts")).findYaml(text, mirror),
  isBuildSetting: false,
  addHint: addValueHint,
};
