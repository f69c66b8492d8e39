import type { Finding } from "../cli/command-error.ts";
import { type Gate, judged } from "./gate.ts";

/**
 * Nothing is open in the milestone of each version. Without a milestone of that name it refuses, unless none is open at the host at all: then
 * nobody plans by them, which it says.
 */
export const milestone: Gate = ({ milestone }) =>
  judged("milestone", milestone, ({ titles, found, isNamed, openTitles }) => {
    const refusals = found.flatMap(({ title, url, open }): Finding[] =>
      open.length === 0 ? [] : [{
        code: "milestone_open",
        message: `${open.length} items of the milestone ${title} are open: ${
          open.slice(0, 5).map(({ number, title }) => `#${number} ${title}`).join("; ")
        }${open.length > 5 ? "; …" : ""}`,
        hint: `Close them or move them (${url}), or promote with --override milestone="why it is enough".`,
      }]
    );
    const isMissing = found.length === 0 && (isNamed || openTitles.length > 0);
    return {
      refusals: isMissing
        ? [{
          code: "milestone_missing",
          message: titles.length === 0
            ? `no version says which milestone it is; open are ${openTitles.slice(0, 5).join(", ")}`
            : `there is no milestone ${titles.slice(0, 3).join(" or ")}${
              openTitles.length > 0 ? `; open are ${openTitles.slice(0, 5).join(", ")}` : ""
            }`,
          hint: "Name it: --milestone <title>.",
        }]
        : refusals,
      warnings: found.length === 0 && !isMissing
        ? [{
          code: "gate_idle",
          message: "the host has no open milestone, so nothing was looked at",
          hint: "Make one that is called like the version, or take the gate out of promote.needs.",
        }]
        : [],
      detail: { milestones: found.map(({ title, open }) => ({ title, open: open.length })) },
    };
  });
