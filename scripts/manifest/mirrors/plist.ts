import { z } from "zod";
import { authority, path, text, value } from "../schema-fields.ts";
import { isLinked } from "../xcode/resolve.ts";
import { lineAt } from "./json-text.ts";
import type { MirrorType } from "./mirror-type.ts";
import { namesOf, nodeAt } from "./pointer.ts";
import { scanPlist } from "./plist-text.ts";
import { TextError } from "./text-error.ts";
import type { ValueSpan } from "./value-span.ts";

/** What Apple names the version that people see; it takes up to three numbers, and nothing else. */
export const shortVersion = "CFBundleShortVersionString";

/**
 * What a property list has under a key: its `<string>` or `<integer>`, without the spaces around it. A key that begins with `/` is a
 * JSON Pointer, any other one is looked up in the outermost dict. `$(SETTING)` is a link. Raises TextError.
 */
function findPlist(text: string, key: string): ValueSpan[] {
  const root = scanPlist(text);
  const pointer = key.startsWith("/") ? key : `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  const parent = nodeAt(root, pointer.slice(0, pointer.lastIndexOf("/")));
  const last = namesOf(pointer).at(-1) ?? "";
  const nodes = parent?.pairs?.filter(({ name }) => name === last).map(({ node }) => node) ??
    [nodeAt(root, pointer)];
  return nodes.flatMap((node) => {
    if (node?.scalar === undefined) return [];
    const { start, end, scalar } = node;
    const place = { line: lineAt(text, start), start, end, value: scalar, write: escape };
    return isLinked(scalar)
      ? [{
        ...place,
        link: "A build setting decides it: mirror that one, in the project or an .xcconfig file.",
      }]
      : [place];
  });
}

function escape(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

const binaryHint =
  "Convert it to XML with `plutil -convert xml1`, or mirror the build setting that it is made from.";

const schema = z.strictObject({
  type: z.literal("plist"),
  file: path,
  key: text.describe(
    `A key of the outermost dict, for example ${shortVersion}; a JSON Pointer when it begins with /.`,
  ),
  value,
  authority,
});

export const plistMirror: MirrorType<typeof schema> = {
  schema,
  find: (text, { key }) => {
    if (text.startsWith("bplist")) throw new TextError("XML", 0, "a binary property list", binaryHint);
    return findPlist(text, key);
  },
  isBuildSetting: true,
  addHint: (name, value) => `Add <key>${name}</key><string>${value}</string>`,
  binaryHint,
};
