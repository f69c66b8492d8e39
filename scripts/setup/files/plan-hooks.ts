import { findHookManager, messageRules } from "../find/commit-rules.ts";
import type { Snapshot } from "../find/snapshot.ts";
import { emptyPlan, type Plan } from "../plan.ts";

const huskyHook = ".husky/pre-push";

/** The check in the hooks of husky, when these have no pre-push yet; for every other manager what a person has to add. */
export function planHooks(snapshot: Snapshot): Plan {
  const plan = emptyPlan();
  const { files, read } = snapshot;
  const manager = findHookManager(snapshot);
  if (manager !== undefined) {
    const runs = manager.hooks.length === 0 ? "" : `, which runs ${manager.hooks.join(", ")}`;
    const isDone = read(huskyHook)?.includes("slipway hooks pre-push") ||
      read(manager.file)?.includes("slipway hooks pre-push");
    if (!isDone && manager.name === "husky" && !files.has(huskyHook)) {
      plan.writes.push({
        path: huskyHook,
        text: 'npx --no slipway hooks pre-push "$@"\n',
        how: "create",
        what: `the check before a push, in the hooks of husky${runs}`,
      });
    } else if (!isDone) {
      plan.remarks.push(`hooks belong to ${manager.name} here (${manager.file}${runs}): ${manager.way}`);
    }
  }
  const rules = messageRules(snapshot);
  if (rules !== undefined) {
    plan.remarks.push(
      `${rules} has rules for commit messages: a ship commits as "chore(web): build 3"; another form goes into ship.message of version.json`,
    );
  }
  return plan;
}
