const comparator =
  /^(\^|~|>=|<=|=|>|<)?(\s*)(\*|\d+(?:\.(?:\d+|[*xX])){0,2})(-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

/**
 * What a requirement of Cargo becomes so that it takes a version, in the style that it has: `1.2` becomes `2.0` for 2.0.0, and
 * `1.3.0-alpha.1` for that. The same text when it takes the version already or is none of Cargo's; undefined when only a person can
 * know, as for `>=1.2, <2`.
 */
export async function nextRequirement(requirement: string, version: string): Promise<string | undefined> {
  const parts = requirement.split(",").map((part) => comparator.exec(part.trim()));
  const { default: semver } = await import("semver");
  if (parts.some((part) => part === null) || semver.valid(version) !== version.replace(/\+.*/, "")) {
    return requirement;
  }
  // Cargo reads a bare version as npm reads one with a caret; everything else means the same to both
  const range = parts.map((part) => {
    const [, operator, , numbers = "", suffix = ""] = part ?? [];
    return `${operator ?? (/[*xX]/.test(numbers) ? "" : "^")}${numbers}${suffix}`;
  }).join(" ");
  if (semver.satisfies(version, range)) return requirement;
  const [only] = parts;
  if (parts.length > 1 || only === null || only === undefined) return undefined;
  const [, operator = "", space = "", numbers = ""] = only;
  if (operator.startsWith("<")) return undefined;
  const bare = version.replace(/\+.*/, "");
  const isWild = /[*xX]/.test(numbers);
  if (operator === ">" || numbers === "*") return `>=${space}${bare}`;
  if (bare.includes("-")) {
    return `${isWild && numbers.split(".").length === 3 ? "~" : operator}${space}${bare}`;
  }
  const style = numbers.split(".");
  const next = bare.split(".").slice(0, style.length).map((part, at) =>
    /\d/.test(style[at] ?? "") ? part : style[at]
  );
  return `${operator}${space}${next.join(".")}`;
}
