/** Whether a package's name matches one of these, in which `*` stands for anything but a slash and `**` for anything. */
export function namesPackage(patterns: readonly string[], name: string): boolean {
  const isMatch = (pattern: string) =>
    new RegExp(
      `^${pattern.split("**").map((part) => part.split("*").map(escaped).join("[^/]*")).join(".*")}$`,
    ).test(name);
  const positive = patterns.filter((pattern) => !pattern.startsWith("!"));
  const negative = patterns.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1));
  return positive.some(isMatch) && !negative.some(isMatch);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
