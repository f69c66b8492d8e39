import { env } from "../runtime.ts";

const no = ["0", "false", "no", "off"];

/**
 * Whether a person sits at this end of a terminal. A CI job may have one too (`docker run -t`, `script`): with CI set to anything
 * that does not mean no, nobody is asked and no line is drawn over another.
 */
export function isAtTerminal(stream: { isTTY?: boolean }): boolean {
  return stream.isTTY === true && !isCi();
}

function isCi(): boolean {
  const value = env("CI");
  return value !== undefined && !no.includes(value.toLowerCase());
}
