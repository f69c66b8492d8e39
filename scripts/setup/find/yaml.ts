import { parseAllDocuments } from "yaml";

/** The first document of a YAML text, as plain values; undefined when it can't be read. Tags of tools are left aside. */
export function readYaml(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    const [first] = parseAllDocuments(text.replace(/^\uFEFF/, ""), { logLevel: "silent" });
    return first === undefined || first.errors.length > 0 ? undefined : first.toJS({ maxAliasCount: 1000 });
  } catch {
    return undefined;
  }
}
