/** A value that holds others: by names, or by indexes. */
export interface Branch<Node> {
  members?: Map<string, Node>;
  items?: Node[];
}

/** The value at a JSON Pointer (RFC 6901); undefined when there is none. */
export function nodeAt<Node extends Branch<Node>>(root: Node, pointer: string): Node | undefined {
  return namesOf(pointer).reduce<Node | undefined>((node, name) => {
    if (node?.items !== undefined) return /^(0|[1-9]\d*)$/.test(name) ? node.items[Number(name)] : undefined;
    return node?.members?.get(name);
  }, root);
}

/** The names and indexes of a JSON Pointer. */
export function namesOf(pointer: string): string[] {
  return pointer.split("/").slice(1).map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** A JSON Pointer to a path of names and indexes. */
export function toPointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
