/** Checks that say something of a pull request, not of the files in it: they never report on what is merged. */
const names = ["maintainer-review", "checklist", "approval"];

/** Whether a check is one of these, by its name or behind a workflow's, as `gates / maintainer-review`. */
export function isOfPullRequest(context: string): boolean {
  return names.includes(context.split(" / ").at(-1) ?? "");
}
