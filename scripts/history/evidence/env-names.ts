/** The variables of an example of an environment file, and whether each is required: those behind a `#` are not. */
export function envNames(text: string): Map<string, { isRequired: boolean }> {
  const names = new Map<string, { isRequired: boolean }>();
  for (const line of text.replace(/^\uFEFF/, "").split(/\r?\n/)) {
    const [, mark, name] = /^\s*(#+\s*)?(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=/.exec(line) ?? [];
    if (name === undefined) continue;
    const isRequired = mark === undefined;
    // an example that is shown beside it takes nothing away
    if (isRequired || !names.has(name)) names.set(name, { isRequired });
  }
  return names;
}
