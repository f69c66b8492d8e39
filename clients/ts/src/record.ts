/** The fields of a value, or of the JSON that a text holds; none where it has none. Never throws. */
export function recordOf(value: unknown): Record<string, unknown> {
  try {
    const record = typeof value === "string" ? JSON.parse(value) : value;
    return typeof record === "object" ? { ...record } : {};
  } catch {
    return {};
  }
}
