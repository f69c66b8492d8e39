/** What a JSON Pointer (RFC 6901) names in a document; undefined when there is nothing. */
export function valueAt(document: unknown, pointer: string): unknown {
  const steps = pointer.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  return steps.reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, step)
        ? Reflect.get(value, step)
        : undefined,
    document,
  );
}
