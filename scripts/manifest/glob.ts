/** More than any honest pattern has; matching takes at most so many steps per character of a path. */
const maxWildcards = 16;
const maxAlternatives = 64;

/**
 * A pattern of paths: `*` is any part of a name, `?` one character, `**` any folders, `{a,b}` one or the other. All else is itself, so
 * that folders may be called `[slug]` and `(group)`. It also matches what is below a folder that it matches, unless `isExact`. Time grows with the length of the
 * path times that of the pattern, never faster: no regular expression is made of it.
 */
export function globMatcher(pattern: string, { isExact = false } = {}): (path: string) => boolean {
  const forms = alternatives(pattern).map((form) => [...form.split("/"), ...isExact ? [] : ["**"]]);
  return (path) => {
    const folders = path.split("/");
    return forms.some((form) => matches(form, folders, (part) => part === "**", nameMatches));
  };
}

/** Whether a name matches `*` and `?`. */
export function nameMatches(pattern: string, name: string): boolean {
  const same = (part: string, character: string) => part === "?" || part === character;
  return matches([...pattern], [...name], (part) => part === "*", same);
}

/** Why a pattern is refused, in words; null when it is not. */
export function whyNoGlob(pattern: string): string | null {
  const forms = alternatives(pattern);
  if (forms.length > maxAlternatives) return `a pattern with at most ${maxAlternatives} alternatives`;
  const count = (form: string) =>
    form.split("/").reduce((sum, part) => sum + (part === "**" ? 1 : wildcardsOf(part)), 0);
  return forms.some((form) => count(form) > maxWildcards)
    ? `a pattern with at most ${maxWildcards} wildcards`
    : null;
}

export function isGlob(path: string): boolean {
  return /[*?{]/.test(path);
}

function wildcardsOf(part: string): number {
  return part.split(/[*?]/).length - 1;
}

/** Each `{a,b}` taken apart, one more than the limit at most; braces without a comma, or that never close, are themselves. */
function alternatives(pattern: string): string[] {
  let forms = [""];
  for (let at = 0; at < pattern.length;) {
    const open = pattern.indexOf("{", at);
    const close = open === -1 ? -1 : pattern.indexOf("}", open);
    const before = close === -1 ? pattern.slice(at) : pattern.slice(at, open);
    const inside = close === -1 ? "" : pattern.slice(open + 1, close);
    const parts = close === -1 ? [""] : inside.includes(",") ? inside.split(",") : [`{${inside}}`];
    if (forms.length * parts.length > maxAlternatives) {
      return Array.from({ length: maxAlternatives + 1 }, () => "");
    }
    forms = forms.flatMap((form) => parts.map((part) => form + before + part));
    at = close === -1 ? pattern.length : close + 1;
  }
  return forms;
}

/** Goes back only to the last wildcard: what an earlier one took stays right. */
function matches(
  pattern: readonly string[],
  items: readonly string[],
  isAny: (part: string) => boolean,
  same: (part: string, item: string) => boolean,
): boolean {
  let at = 0;
  let any = -1;
  let taken = 0;
  for (let index = 0; index < items.length;) {
    const part = pattern[at];
    if (part !== undefined && isAny(part)) {
      any = at++;
      taken = index;
    } else if (part !== undefined && same(part, items[index] ?? "")) {
      at++;
      index++;
    } else if (any !== -1) {
      at = any + 1;
      index = ++taken;
    } else return false;
  }
  return pattern.slice(at).every(isAny);
}
