/** The rules of Telegram's HTML, read strictly: the visible text and the number of entities. */
export function parse(html: string): { text: string; entities: number } {
  const open: string[] = [];
  let text = "";
  let entities = 0;
  for (const [token] of html.matchAll(/<[^>]*>|&[^;]*;|[^<&]+/g)) {
    if (token.startsWith("</")) {
      if (open.pop() !== token.slice(2, -1)) throw new Error(`closes nothing: ${token}`);
    } else if (token.startsWith("<")) {
      const [, tag] = /^<(b|code|a)(?: href="https:\/\/[^"<>]+")?>$/.exec(token) ?? [];
      if (tag === undefined) throw new Error(`unknown tag: ${token}`);
      if (open.length > 0) throw new Error(`entity inside an entity: ${token}`);
      open.push(tag);
      entities++;
    } else if (token.startsWith("&")) {
      if (!["&lt;", "&gt;", "&amp;", "&quot;"].includes(token)) throw new Error(`unknown entity: ${token}`);
      text += "x";
    } else {
      text += token;
    }
  }
  if (open.length > 0) throw new Error("left open");
  return { text, entities };
}
