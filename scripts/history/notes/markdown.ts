/**
 * Words of a commit as one line of Markdown that shows them and does nothing else: no HTML, no image, no block of its own, no code that never
 * ends, nobody who is told of it. `@name` becomes code, and so does `owner/name#12`, which would leave a mark in somebody else's project.
 */
export function inlineMarkdown(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  // a run of three could begin a block, so one mark stands for all of a run
  const spans = line.replace(/`+/g, "`").split("`");
  // an odd number of marks is no code: the last one is only a character
  const code = spans.length % 2 === 0 ? spans.length - 2 : spans.length - 1;
  const shown = spans.map((span, index) => {
    if (index > code) return "\\`" + plain(span);
    return index % 2 === 1 ? `\`${span}\`` : plain(span);
  }).join("");
  return shown.replace(/^(>|~|#(?=#*\s)|[+*-](?=\s))/, "\\$1").replace(/^(\d+)([.)])(?=\s)/, "$1\\$2");
}

function plain(text: string): string {
  return text
    .replace(/\\/g, "\\\\")
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/!\[/g, "!\\[")
    .replace(/\]\(/g, "]\\(")
    .replace(/(?<![\w.+/-])@[A-Za-z0-9][\w.-]*(?:\/[\w.-]+)*/g, (name) => `\`${name}\``)
    .replace(/(?<![\w/])[\w.-]+\/[\w.-]+[#!]\d+/g, (reference) => `\`${reference}\``);
}

/** Markdown that its author wrote as such, cut to whole lines; code that was cut is closed. */
export function cutMarkdown(text: string, length: number): string {
  if (text.length <= length) return text;
  const kept = text.slice(0, text.lastIndexOf("\n", Math.max(0, length - 12)) + 1).trimEnd();
  let open: string | null = null;
  for (const line of kept.split("\n")) {
    const mark = /^ {0,3}(`{3,8}|~{3,8})/.exec(line)?.[1];
    if (mark !== undefined) open = open === null ? mark : mark.startsWith(open) ? null : open;
  }
  return open === null ? kept : `${kept}\n${open}`;
}
