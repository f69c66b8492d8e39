import { z } from "zod";
import { jsonMirror } from "./json.ts";
import { pbxprojMirror } from "./pbxproj.ts";
import { xcconfigMirror } from "./xcconfig.ts";

/** Every kind of mirror, by its `type` in version.json. */
export const mirrorTypes = { json: jsonMirror, pbxproj: pbxprojMirror, xcconfig: xcconfigMirror };

const { json, ...others } = mirrorTypes;

/** A place that repeats a value of version.json. */
export const mirrorSchema = z.discriminatedUnion("type", [
  json.schema,
  ...Object.values(others).map(({ schema }) => schema),
]);
