import type { Finding } from "../cli/command-error.ts";
import type { Window } from "../manifest/schema-environments.ts";
import { isWithin } from "../manifest/windows.ts";
import { type Gate, judged } from "./gate.ts";

/**
 * It is the time that the environment's windows allow, for each component that is deployed. Windows that name components are about those alone;
 * a component that none is about may be deployed always.
 */
export const window: Gate = ({ window, environment, at }) =>
  judged("window", window, ({ windows, components }) => ({
    refusals: components.flatMap((key): Finding[] => {
      const own = windows.filter(({ components: named }) => named === undefined || named.includes(key));
      if (own.length === 0 || own.some((one) => isWithin(one, at))) return [];
      return [{
        code: "outside_window",
        message: `${key} is not deployed to ${environment} now; it is ${own.map(inWords).join(", and ")}`,
        hint: 'Wait for it, or say why it can\'t: --override window="the reason".',
        component: key,
      }];
    }),
  }));

function inWords({ days, from, to, tz }: Window): string {
  const hours = from === undefined && to === undefined ? "all day" : `${from ?? "00:00"}–${to ?? "24:00"}`;
  return `${days.join(", ")} ${hours} (${tz})`;
}
