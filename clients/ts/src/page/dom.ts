import { style } from "./style.ts";
import type { View } from "./view.ts";

/** What the element consists of, all of it in its shadow. */
interface Elements {
  banner: HTMLElement;
  dialog: HTMLDialogElement;
  title: HTMLElement;
}

export function build(root: ShadowRoot): Elements {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  // A live region has to be there before what it tells.
  const live = make("div", { role: "status" });
  const banner = make("div", { part: "banner", hidden: "" });
  live.append(banner);
  banner.append(words("p", { part: "text" }), make("div", { part: "actions" }));
  const dialog = make("dialog", { "aria-labelledby": "title", "aria-describedby": "text" });
  const inside = make("div", { class: "inside" });
  const title = words("h2", { part: "title", id: "title", tabindex: "-1", autofocus: "" });
  inside.append(arrow(), title, words("p", { part: "text", id: "text" }), make("div", { part: "actions" }));
  dialog.append(inside);
  root.append(live, dialog);
  return { banner, dialog, title };
}

/** Texts of a feed are texts: nothing of them becomes markup. Unchanged buttons stay, with the focus that they may have. */
export function fill(place: HTMLElement, { title, text }: View, actions: HTMLElement[]): void {
  for (const [part, words] of [["title", title], ["text", text]]) {
    const element = place.querySelector(`[part=${part}] bdi`);
    if (element && element.textContent !== words) element.textContent = words ?? "";
  }
  const row = place.querySelector("[part=actions]");
  const kept = [...row?.children ?? []];
  const isSame = kept.length === actions.length &&
    actions.every((one, place) => one.isEqualNode(kept[place] ?? null));
  if (!isSame) row?.replaceChildren(...actions);
}

/** A page from right to left may show words from left to right. */
function words(tag: "p" | "h2", attributes: Record<string, string>): HTMLElement {
  const element = make(tag, attributes);
  element.append(make("bdi", {}));
  return element;
}

/** A button, or with an address a link. */
export function action(
  part: string,
  text: string,
  href: string | null,
  onClick?: (event: Event) => void,
  label?: string,
): HTMLElement {
  const element = href === null
    ? make("button", { part, type: "button" })
    : make("a", { part, href, rel: "noopener noreferrer" });
  element.textContent = text;
  if (label) {
    element.setAttribute("aria-label", label);
    element.title = label;
  }
  if (onClick) element.addEventListener("click", onClick);
  return element;
}

function arrow(): Element {
  const svg = draw("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" });
  const path = draw("path", {
    d: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm0 15V8m-4 4 4-4 4 4",
    fill: "none",
    stroke: "currentColor",
    "stroke-width": "1.75",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
  });
  svg.append(path);
  return svg;
}

function draw(tag: "svg" | "path", attributes: Record<string, string>): Element {
  return dress(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes);
}

function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string>,
): HTMLElementTagNameMap[Tag] {
  return dress(document.createElement(tag), attributes);
}

function dress<Kind extends Element>(element: Kind, attributes: Record<string, string>): Kind {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
