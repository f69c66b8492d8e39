import { z } from "zod";
import { jsonMirror } from "./json.ts";
import { pbxprojMirror } from "./pbxproj.ts";
import { xcconfigMirror } from "./xcconfig.ts";

/** Every kind of mirror, by its `type` in version.json. */
export const mirrorTypes = { json: jsonMirror, pbxproj: pbxprojMirror, xcconfig: xcconfigMirror };

/** A place that repeats a value of version.json. */
export const mirrorSchema = z.discriminatedUnion("type", [
  mirrorTypes.json.schema,
  mirrorTypes.pbxproj.schema,
  mirrorTypes.xcconfig.schema,
]);
