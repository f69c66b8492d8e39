/** The text between two markers. */
interface Span {
  /** Index after the opening marker, and of the closing one. */
  start: number;
  end: number;
  /** The line of the opening marker, counted from 1. */
  line: number;
}

/**
 * Finds `<!-- VERSION:name -->` … `<!-- /VERSION:name -->`. The opening marker begins a line (three spaces at most
 * before it), and fenced code does not count, so that a page may show how markers look. Gives the spans; or what is
 * wrong, in words.
 */
export function findMarkers(text: string, name: string): { span: Span } | { problem: string; line?: number } {
  const opening = `<!-- VERSION:${name} -->`;
  const closing = `<!-- /VERSION:${name} -->`;
  const openings: { start: number; line: number }[] = [];
  let fence = "";
  let start = 0;
  let number = 0;
  for (const line of text.split("\n")) {
    number++;
    const [, indent = "", mark = ""] = /^\uFEFF?( {0,3})(`{3,}|~{3,})?/.exec(line) ?? [];
    if (fence === "" && mark !== "") fence = mark;
    else if (fence !== "" && mark.startsWith(fence) && line.trim() === mark) fence = "";
    else if (fence === "" && line.replace("\uFEFF", "").startsWith(indent + opening)) {
      openings.push({ start: start + line.indexOf(opening) + opening.length, line: number });
    }
    start += line.length + 1;
  }
  const [first, second] = openings;
  if (first === undefined) return { problem: `the marker ${opening} is missing` };
  if (second !== undefined) return { problem: `the marker ${opening} stands there twice`, line: second.line };
  const end = text.indexOf(closing, first.start);
  if (end === -1) return { problem: `the marker ${closing} is missing`, line: first.line };
  return { span: { ...first, end } };
}

/**
 * The text with `content` between the markers, blank lines around it, in the line endings that the opening marker's
 * line has.
 */
export function fillSpan(text: string, { start, end }: Span, content: string): string {
  const afterMarker = text.slice(start, end);
  const lineEnd = /^[ \t]*(\r?\n)/.exec(afterMarker)?.[1] ?? (text.includes("\r\n") ? "\r\n" : "\n");
  const body = `\n\n${content}\n\n`.replaceAll("\n", lineEnd);
  return text.slice(0, start) + body + text.slice(end);
}
