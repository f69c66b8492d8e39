// Telegram's HTML, as the Bot API documents it ("Formatting options"). Where Telegram repairs a text in silence, and so loses part of it, this
// parser refuses: an unescaped & or >, an unknown named entity, anything within <code> or <pre>, a link without a usable address.

/** What a text became, or why it cannot be parsed (the tail of Telegram's description). */
type Parsed = { text: string; entities: Entity[] } | { problem: string };

/** A formatted range; offset and length count UTF-16 units. */
export interface Entity {
  type: string;
  offset: number;
  length: number;
  url?: string;
  language?: string;
}

interface Open {
  tag: string;
  attribute: string;
  offset: number;
}

const entityOfTag = new Map([
  ["b", "bold"],
  ["strong", "bold"],
  ["i", "italic"],
  ["em", "italic"],
  ["u", "underline"],
  ["ins", "underline"],
  ["s", "strikethrough"],
  ["strike", "strikethrough"],
  ["del", "strikethrough"],
  ["span", "spoiler"],
  ["tg-spoiler", "spoiler"],
  ["a", "text_link"],
  ["tg-emoji", "custom_emoji"],
  ["tg-time", "date_time"],
  ["code", "code"],
  ["pre", "pre"],
  ["blockquote", "blockquote"],
]);

/** The only attribute that each tag may have, and what its value must look like. */
const attributeOfTag = new Map<string, { name: string; value: RegExp; isRequired: boolean }>([
  ["a", { name: "href", value: /^(https?:\/\/[^\s/]+|tg:\/\/|mailto:|tel:)/, isRequired: true }],
  ["span", { name: "class", value: /^tg-spoiler$/, isRequired: true }],
  ["code", { name: "class", value: /^language-\S+$/, isRequired: false }],
  ["tg-emoji", { name: "emoji-id", value: /^\d+$/, isRequired: true }],
  ["tg-time", { name: "unix", value: /^\d+$/, isRequired: true }],
  ["blockquote", { name: "expandable", value: /^$/, isRequired: false }],
]);

const named = new Map([["lt", "<"], ["gt", ">"], ["amp", "&"], ["quot", '"']]);

/** Parses a text with `parse_mode` HTML. Byte offsets in problems count UTF-8, as Telegram's do. */
export function parseHtml(source: string): Parsed {
  const entities: Entity[] = [];
  const open: Open[] = [];
  let text = "";
  for (let at = 0; at < source.length;) {
    const where = () => ` at byte offset ${new TextEncoder().encode(source.slice(0, at)).length}`;
    const character = source[at];
    if (character === "&") {
      const entity = /^&(?:([a-z]+)|#(\d{1,7})|#x([0-9a-f]{1,6}));/i.exec(source.slice(at, at + 12));
      const decoded = entity && decode(entity);
      if (!entity || decoded === null) return { problem: `Unescaped "&" or unknown entity${where()}` };
      text += decoded;
      at += entity[0].length;
    } else if (character === ">") {
      return { problem: `Unescaped ">"${where()}` };
    } else if (character !== "<") {
      text += character;
      at++;
    } else {
      const end = source.indexOf(">", at);
      const isEnd = source[at + 1] === "/";
      if (end < 0) return { problem: `Unclosed ${isEnd ? "end" : "start"} tag${where()}` };
      const inner = source.slice(at + (isEnd ? 2 : 1), end);
      const problem = isEnd
        ? close(inner.trim(), open, entities, text.length)
        : start(inner, open, text.length);
      if (problem !== null) return { problem: problem.replace("{where}", where()) };
      at = end + 1;
    }
  }
  const last = open.at(-1);
  if (last) return { problem: `Can't find end tag corresponding to start tag "${last.tag}"` };
  return { text, entities };
}

function decode([, name, decimal, hex]: RegExpExecArray): string | null {
  if (name !== undefined) return named.get(name) ?? null;
  const code = decimal !== undefined ? parseInt(decimal, 10) : parseInt(hex ?? "", 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}

function start(inner: string, open: Open[], offset: number): string | null {
  const tag = (/^\S*/.exec(inner)?.[0] ?? "").toLowerCase();
  if (!entityOfTag.has(tag)) return `Unsupported start tag "${tag}"{where}`;
  const parent = open.at(-1)?.tag;
  if ((parent === "pre" && tag !== "code") || parent === "code") {
    return `Tag "${parent}" can't contain other entities, found "${tag}"{where}`;
  }
  if (tag === "blockquote" && open.some((one) => one.tag === tag)) {
    return `Tag "blockquote" can't be nested{where}`;
  }
  const attribute = readAttribute(tag, inner.slice(tag.length));
  if ("problem" in attribute) return attribute.problem;
  if (tag === "code" && attribute.value !== "" && parent !== "pre") {
    return `Attribute "class" of the tag "code" needs an enclosing "pre"{where}`;
  }
  open.push({ tag, attribute: attribute.value, offset });
  return null;
}

function readAttribute(tag: string, rest: string): { value: string } | { problem: string } {
  const rule = attributeOfTag.get(tag);
  let value: string | null = null;
  for (let left = rest.trim(); left !== "";) {
    const match = /^([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+)))?\s*/i.exec(left);
    if (!match) return { problem: `Can't parse the attributes of the tag "${tag}"{where}` };
    const [whole, name = "", double, single, bare] = match;
    if (rule?.name !== name) return { problem: `Unsupported attribute "${name}" of the tag "${tag}"{where}` };
    value = (double ?? single ?? bare ?? "").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
    left = left.slice(whole.length);
  }
  const isGood = value === null ? !rule?.isRequired : rule?.value.test(value);
  return isGood
    ? { value: value ?? "" }
    : { problem: `Tag "${tag}" must have a valid attribute "${rule?.name}"{where}` };
}

function close(name: string, open: Open[], entities: Entity[], offset: number): string | null {
  const last = open.pop();
  if (!last) return "Unexpected end tag{where}";
  if (name.toLowerCase() !== last.tag) {
    return `Unmatched end tag{where}, expected "</${last.tag}>", found "</${name}>"`;
  }
  if (offset === last.offset) return null;
  const entity: Entity = {
    type: entityOfTag.get(last.tag) ?? last.tag,
    offset: last.offset,
    length: offset - last.offset,
  };
  if (last.tag === "a") entity.url = last.attribute;
  if (last.tag === "code" && last.attribute) entity.language = last.attribute.slice("language-".length);
  entities.push(entity);
  return null;
}
