/** A text as YAML, in quotes whatever it holds. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A branch by its name: what is a wildcard to the host is taken literally. */
export function globOf(branch: string): string {
  return branch.replaceAll(/[*?+[\]!\\]/g, String.raw`\$&`);
}

/** Lines, further in. */
export function indented(lines: readonly string[], depth: number): string[] {
  const space = "  ".repeat(depth);
  return lines.map((line) => line === "" ? "" : space + line);
}

/** `name:` with a mapping below it; nothing at all for an empty one, as of permissions that nobody needs. */
export function mapping(name: string, entries: Readonly<Record<string, string>>): string[] {
  const lines = Object.entries(entries).map(([key, value]) => `${key}: ${value}`);
  return lines.length === 0 ? [] : [`${name}:`, ...indented(lines, 1)];
}

/** A step that runs a command. What it needs to know comes in variables: an expression inside of a command would be a way in. */
export function runStep(
  { name, id, env = {}, run }: {
    name?: string;
    id?: string;
    env?: Readonly<Record<string, string>>;
    run: readonly string[];
  },
): string[] {
  const [only = "", another] = run;
  const isPlain = another === undefined && /^[A-Za-z][\w ./"$&=@-]*$/.test(only) && !only.includes("${{");
  const lines = [
    ...name === undefined ? [] : [`name: ${quoted(name)}`],
    ...id === undefined ? [] : [`id: ${id}`],
    ...mapping("env", env),
    ...isPlain ? [`run: ${only}`] : ["run: |", ...indented(run, 1)],
  ];
  return lines.map((line, at) => `${at === 0 ? "- " : "  "}${line}`);
}
