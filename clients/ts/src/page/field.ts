/** Whether somebody types or chooses something in it. */
export function isField(element: Element): boolean {
  return element.matches("input, textarea, select, [contenteditable]:not([contenteditable=false])");
}
