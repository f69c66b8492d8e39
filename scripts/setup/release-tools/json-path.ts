/**
 * A JSON Pointer for a JSONPath that names one place, as `$.tool.poetry.version` or `$['a']["b"][0]`; undefined for one that searches or
 * filters.
 */
export function pointerOf(jsonPath: string): string | undefined {
  let rest = jsonPath.trim();
  if (!rest.startsWith("$")) return undefined;
  rest = rest.slice(1);
  const parts: string[] = [];
  while (rest !== "") {
    const found = /^(?:\.([A-Za-z_][\w-]*)|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\])/.exec(rest);
    if (found === null) return undefined;
    const [whole, ...names] = found;
    parts.push(names.find((name) => name !== undefined) ?? "");
    rest = rest.slice(whole.length);
  }
  if (parts.length === 0) return undefined;
  return parts.map((part) => `/${part.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
