import type { State } from "../api.ts";
import { safeUrl } from "./safe-url.ts";
import type { Strings } from "./strings.ts";

/** What is on the screen: text and addresses only. */
export interface View {
  mode: "none" | "banner" | "nudge" | "block";
  title: string;
  text: string;
  /** Where an update is: a store or another site; "" when a reload is the update; null when there is none. */
  update: string | null;
  contact: string | null;
  canSkip: boolean;
}

/** `isPutOff`: somebody closed the dialog about this very decision. `origin` is the page's own. */
export function viewOf(
  { decision, skippedBuild }: Pick<State, "decision" | "skippedBuild">,
  { isPutOff, origin, language, strings }: {
    isPutOff: boolean;
    origin: string;
    language: string;
    strings: Strings;
  },
): View {
  const { kind, build, can_skip, deadline, message, contact_url, reason, url } = decision;
  const isOver = reason === "below_min_no_way_out";
  const href = safeUrl(url);
  const mode = kind === "required"
    ? "block"
    : kind === "recommended"
    ? isPutOff ? "banner" : "nudge"
    : kind === "available" && (build === null || build !== skippedBuild)
    ? "banner"
    : "none";
  return {
    mode,
    title: mode === "block"
      ? strings.requiredTitle
      : isOver
      ? strings.noWayOutTitle
      : strings.recommendedTitle,
    text: message ?? textOf(),
    // Only a page of its own origin is what a reload fetches anew.
    update: build === null ? null : href && new URL(href).origin !== origin ? href : "",
    // Who can update needs nobody's help.
    contact: mode === "block" ? null : safeUrl(contact_url),
    canSkip: can_skip && build !== null,
  };

  function textOf(): string {
    if (isOver) return strings.noWayOut;
    if (kind === "required") return strings.required;
    if (deadline !== null) {
      return strings.deadline.replace("{date}", dateOf(deadline, language));
    }
    if (reason === "critical") return strings.critical;
    return mode === "banner" ? strings.available : strings.recommended;
  }
}

/** A page's `lang` may be no language. */
function dateOf(instant: string, language: string): string {
  const show = (locale?: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(new Date(instant));
  try {
    return show(language);
  } catch {
    return show();
  }
}
