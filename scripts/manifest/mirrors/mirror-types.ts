import { z } from "zod";
import { gradleMirror } from "./gradle.ts";
import { jsonMirror } from "./json.ts";
import { openPatience } from "./patience.ts";
import { pbxprojMirror } from "./pbxproj.ts";
import { plistMirror } from "./plist.ts";
import { textMirror } from "./text.ts";
import { tomlMirror } from "./toml.ts";
import type { ValueSpan } from "./value-span.ts";
import { xcconfigMirror } from "./xcconfig.ts";
import { yamlMirror } from "./yaml.ts";

/** Every kind of mirror, by its `type` in version.json. */
export const mirrorTypes = {
  json: jsonMirror,
  pbxproj: pbxprojMirror,
  xcconfig: xcconfigMirror,
  toml: tomlMirror,
  yaml: yamlMirror,
  gradle: gradleMirror,
  plist: plistMirror,
  text: textMirror,
};

const { json, ...others } = mirrorTypes;

/** A place that repeats a value of version.json. */
export const mirrorSchema = z.discriminatedUnion("type", [
  json.schema,
  ...Object.values(others).map(({ schema }) => schema),
]);

type Mirror = z.infer<typeof mirrorSchema>;

/** Every value of a mirror in a text. Patterns take of the time that is left of `patience`. Raises TextError. */
export async function findSpans(
  text: string,
  mirror: Mirror,
  patience = openPatience(),
): Promise<ValueSpan[]> {
  switch (mirror.type) {
    case "json":
      return await mirrorTypes.json.find(text, mirror, patience);
    case "pbxproj":
      return await mirrorTypes.pbxproj.find(text, mirror, patience);
    case "xcconfig":
      return await mirrorTypes.xcconfig.find(text, mirror, patience);
    case "toml":
      return await mirrorTypes.toml.find(text, mirror, patience);
    case "yaml":
      return await mirrorTypes.yaml.find(text, mirror, patience);
    case "gradle":
      return await mirrorTypes.gradle.find(text, mirror, patience);
    case "plist":
      return await mirrorTypes.plist.find(text, mirror, patience);
    case "text":
      return await mirrorTypes.text.find(text, mirror, patience);
  }
}
