import { z } from "zod";
import { gradleMirror } from "./gradle.ts";
import { jsonMirror } from "./json.ts";
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

/** Every value of a mirror in a text. Raises TextError. */
export async function findSpans(text: string, mirror: Mirror): Promise<ValueSpan[]> {
  switch (mirror.type) {
    case "json":
      return await mirrorTypes.json.find(text, mirror);
    case "pbxproj":
      return await mirrorTypes.pbxproj.find(text, mirror);
    case "xcconfig":
      return await mirrorTypes.xcconfig.find(text, mirror);
    case "toml":
      return await mirrorTypes.toml.find(text, mirror);
    case "yaml":
      return await mirrorTypes.yaml.find(text, mirror);
    case "gradle":
      return await mirrorTypes.gradle.find(text, mirror);
    case "plist":
      return await mirrorTypes.plist.find(text, mirror);
    case "text":
      return await mirrorTypes.text.find(text, mirror);
  }
}
