import type { Finding } from "../cli/command-error.ts";
import type { Window } from "./schema-environments.ts";
import { isWithin } from "./windows.ts";

/**
 * The components that may not be deployed there at this hour, a finding each. Windows that name components are about those alone; a component
 * that none is about may be deployed always. `how`: what to type when it can't wait.
 */
export function offHours(
  { name, windows = [] }: { name: string; windows?: readonly Window[] },
  components: readonly string[],
  at: Date,
  how = '--reason "…"',
): Finding[] {
  return components.flatMap((key): Finding[] => {
    const own = windows.filter(({ components: named }) => named === undefined || named.includes(key));
    if (own.length === 0 || own.some((one) => isWithin(one, at))) return [];
    return [{
      code: "outside_window",
      message: `${key} is not deployed to ${name} now; it is ${own.map(inWords).join(", and ")}`,
      hint: `Wait for it, or say why it can't: ${how}.`,
      component: key,
    }];
  });
}

function inWords({ days, from, to, tz }: Window): string {
  const hours = from === undefined && to === undefined ? "all day" : `${from ?? "00:00"}–${to ?? "24:00"}`;
  return `${days.join(", ")} ${hours} (${tz})`;
}
