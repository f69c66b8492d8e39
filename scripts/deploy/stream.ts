import { withoutEscapes } from "../cli/escapes.ts";
import { makeLineMask } from "../cli/line-mask.ts";
import { hideKnownKinds, mask } from "../cli/mask.ts";
import type { Output } from "../cli/output.ts";
import { sleep } from "../runtime.ts";

/** How many lines an error repeats. */
const tail = 20;
/** Milliseconds that a line may wait for the next one, when its end may be the beginning of a secret. */
const holdBackMs = 100;
/** So much of the beginning of a secret is hidden even if the rest never comes. */
const tellingLength = 8;
/** PWD and OLDPWD are folders, PATH is no PAT, and a BYPASS lets nobody in. */
const secretName =
  /SECRET|TOKEN|PASSWORD|PASSWD|PASSPHRASE|PRIVATE|CREDENTIAL|API_?KEY|_KEY$|_P8$|(DB|DATABASE)_URL$|(?<!BY|COM)PASS(_|$)|_PWD$|(^|_)(AUTH|PAT|DSN)$/;

/** Shows a command's output live and remembers its end. */
interface Stream {
  onLine(line: string): void;
  /** Shows what still waits. To be called when no line comes any more. */
  end(): void;
  /** The last lines, masked. */
  tail(): string[];
}

/**
 * Each line goes to standard error as `<label> | <line>`, masked; nothing of a private key is shown, line breaks or not. A line whose
 * end may be the beginning of a secret waits a moment for the next one: programs fold long lines.
 */
export function createStream(output: Output, label: string): Stream {
  const last: string[] = [];
  let isInKey = false;
  let flushLater = new AbortController();
  const lines = makeLineMask(mask.finder(), (hidden, line) => {
    const wasInKey = isInKey;
    if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(line)) isInKey = true;
    if (/-----END [A-Z ]*PRIVATE KEY-----/.test(line)) isInKey = false;
    const shown = wasInKey ? "***" : hideKnownKinds(hidden);
    if (last.push(shown) > tail) last.shift();
    // colours of a program would be written out as what they are
    output.note(`${label} | ${withoutEscapes(shown)}`);
  });
  const flush = () => lines.flush(tellingLength);
  return {
    onLine(line) {
      flushLater.abort();
      lines.push(line);
      if (!lines.isWaiting) return;
      flushLater = new AbortController();
      const { signal } = flushLater;
      sleep(holdBackMs, signal).then(() => signal.aborted || flush());
    },
    end() {
      flushLater.abort();
      flush();
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
