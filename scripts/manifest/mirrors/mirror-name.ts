/** What says where in its file a mirror is. */
interface Place {
  key?: string | undefined;
  regex?: string | undefined;
  flavor?: string | undefined;
  document?: number | undefined;
}

/** A mirror's place, for people; two of one file have the same only when they are the same. */
export function nameOf({ key, regex, flavor, document }: Place): string {
  if (regex !== undefined) return `/${regex}/`;
  return [
    key ?? "",
    ...flavor === undefined ? [] : [`of flavor ${flavor}`],
    ...document === undefined ? [] : [`of document ${document}`],
  ].join(" ");
}
