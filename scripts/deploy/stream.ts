import { mask } from "../cli/mask.ts";
import type { Output } from "../cli/output.ts";

/** How many lines an error repeats. */
const tail = 20;
/** PWD and OLDPWD are folders, PATH is no PAT, and a BYPASS lets nobody in. */
const secretName =
  /SECRET|TOKEN|PASSWORD|PASSWD|PASSPHRASE|PRIVATE|CREDENTIAL|API_?KEY|_KEY$|_P8$|(DB|DATABASE)_URL$|(?<!BY|COM)PASS(_|$)|_PWD$|(^|_)(AUTH|PAT|DSN)$/;

/** Shows a command's output live and remembers its end. */
interface Stream {
  onLine(line: string): void;
  /** The last lines, masked. */
  tail(): string[];
}

/** Each line goes to standard error as `<label> | <line>`, masked; nothing of a private key is shown, line breaks or not. */
export function createStream(output: Output, label: string): Stream {
  const last: string[] = [];
  let isInKey = false;
  return {
    onLine(line) {
      const wasInKey = isInKey;
      if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(line)) isInKey = true;
      if (/-----END [A-Z ]*PRIVATE KEY-----/.test(line)) isInKey = false;
      const shown = wasInKey ? "***" : mask.apply(line);
      if (last.push(shown) > tail) last.shift();
      output.note(`${label} | ${shown}`);
    },
    tail: () => [...last],
  };
}

/** From now on, the values of variables whose names say that they are secret are hidden, also line by line. */
export function maskVariables(variables: Record<string, string>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (!secretName.test(name)) continue;
    mask.add(value);
    // A key of several lines is printed line by line.
    if (value.includes("\n")) value.split("\n").filter((line) => !line.startsWith("---")).forEach(mask.add);
  }
}
