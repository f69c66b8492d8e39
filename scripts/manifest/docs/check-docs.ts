import type { Finding } from "../../cli/command-error.ts";
import type { Workspace } from "../load.ts";
import { placeOf } from "../ownership.ts";
import { checkCitations } from "./check-citations.ts";
import { checkLinks } from "./check-links.ts";
import { checkNumbers } from "./check-numbers.ts";
import { checkRules } from "./check-rules.ts";
import { checkScripts } from "./check-scripts.ts";
import { isMarkdown, openDocFiles } from "./doc-files.ts";
import { namesIn, recordsOf } from "./record-names.ts";

/**
 * What documentation promises and the tree does not hold: links, cited paths, scripts that bash can't read, rules of contributors, numbers of
 * decisions. Only what `ship.docs` and `ship.gates.rules` ask for; each file is read once.
 */
export async function checkDocs({ root, tree, manifest }: Workspace): Promise<Finding[]> {
  const { docs, gates } = manifest.ship;
  const rules = gates?.rules ?? [];
  if (docs === undefined && rules.length === 0) return [];
  const files = await openDocFiles({ root, tree });
  const pages = files.matching(docs?.files ?? [], isMarkdown);
  const decisions = placeOf(docs?.decisions ?? "");
  const [scripts, ...found] = await Promise.all([
    // bash takes the time of others
    checkScripts(files, files.matching(docs?.scripts ?? [])),
    ...pages.map(async (page) => [...await checkLinks(files, page), ...await checkCitations(files, page)]),
    checkRules(files, rules),
  ]);
  const numbers = decisions === ""
    ? []
    : checkNumbers(decisions, recordsOf(namesIn(decisions, files.listing.files)));
  const all = [...found.flat(), ...scripts ?? [], ...numbers];
  // a rule's link may be on a page that was looked at anyhow
  return [...new Map(all.map((one) => [one.message.replace(/: the rule [a-z0-9-]+: /, ": "), one])).values()];
}
