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
