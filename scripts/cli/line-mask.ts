import { hideSpans, type SecretFinder, type Span } from "./secret-finder.ts";

/** Hides secrets line by line, also one that goes on in the next line: programs fold long lines. */
interface LineMask {
  /** Takes a line and shows what can be shown. */
  push(line: string): void;
  /** Whether a line waits for the next one, because its end may be the beginning of a secret. */
  readonly isWaiting: boolean;
  /** Shows what waits. The beginning of a secret is hidden when it has at least `telling` characters. */
  flush(telling: number): void;
}

/** Gives every line to `show`, in order; what announces itself, as tokens do, is still in it. */
export function makeLineMask(finder: SecretFinder, show: (hidden: string, line: string) => void): LineMask {
  const reading = finder.start();
  let waiting: { line: string; from: number }[] = [];
  let spans: Span[] = [];
  let end = 0;
  const showUpTo = (place: number) => {
    const isOpen = ({ line, from }: { line: string; from: number }) => from + line.length > place;
    const shown = waiting.filter((one) => !isOpen(one));
    waiting = waiting.filter(isOpen);
    for (const { line, from } of shown) show(hideSpans(line, from, spans), line);
    const next = waiting[0]?.from ?? end;
    spans = spans.filter(([, to]) => to > next);
  };
  return {
    push(line) {
      waiting.push({ line, from: end });
      end += line.length;
      spans = spans.concat(reading.read(line));
      showUpTo(end - reading.open);
    },
    get isWaiting() {
      return waiting.length > 0;
    },
    flush(telling) {
      if (reading.open >= telling) spans.push([end - reading.open, end]);
      showUpTo(end);
    },
  };
}
