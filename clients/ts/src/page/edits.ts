import { isField } from "./field.ts";

/** Follows what people type from now on. Answers a function: whether there is something that a reload would lose. */
export function followEdits(page: Document): () => boolean {
  /** What a field held when somebody first came to it. */
  const before = new Map<Element, string>();

  const onFocus = (event: Event) => {
    const field = fieldOf(event);
    if (field && !before.has(field)) before.set(field, contentOf(field));
  };
  const onSent = (event: Event) => {
    for (const field of before.keys()) {
      if (event.target instanceof Node && event.target.contains(field)) before.delete(field);
    }
  };
  page.addEventListener("focusin", onFocus, true);
  page.addEventListener("submit", onSent, true);
  page.addEventListener("reset", onSent, true);
  const first = page.activeElement;
  if (first && isField(first)) before.set(first, contentOf(first));

  return () => [...before].some(([field, content]) => field.isConnected && contentOf(field) !== content);
}

/** Also one in a shadow tree that is open. */
function fieldOf(event: Event): Element | undefined {
  const [target] = event.composedPath();
  return target instanceof Element && isField(target) ? target : undefined;
}

function contentOf(field: Element): string {
  if (field instanceof HTMLInputElement) return field.value + field.checked;
  if (field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) return field.value;
  return field.textContent ?? "";
}
