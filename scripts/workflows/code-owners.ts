import type { Tree } from "../manifest/tree.ts";
import { placeOf } from "../manifest/ownership.ts";
import type { GateRules } from "../manifest/schema-gates.ts";
import { generatedHeader, isGenerated } from "../manifest/workflow-files.ts";

/** The generated file. */
export const codeOwnersPath = ".github/CODEOWNERS";
/** Where the host looks for one, the first that is there counts. GitHub: "About code owners". */
const places = [codeOwnersPath, "CODEOWNERS", "docs/CODEOWNERS"];

/**
 * Whom the host asks for a review of what files, where a branch's rules say `code_owners`: the maintainers of everything, the owners of policies
 * of theirs. Null where no branch does, where nobody is named, and where somebody wrote a file by hand.
 */
export async function renderCodeOwners(tree: Tree, gates: GateRules | undefined): Promise<string | null> {
  if (gates === undefined || !Object.values(gates.branches).some((rules) => rules.code_owners)) return null;
  const lines = [
    ...gates.maintainers.length === 0 ? [] : [`* ${mentioned(gates.maintainers)}`],
    // the last line that fits a file is the one that counts
    ...gates.policies.flatMap(({ files, owners }) =>
      files.map((file) => `${patternOf(file)} ${mentioned(owners)}`)
    ),
  ];
  if (lines.length === 0) return null;
  for (const place of places) {
    const bytes = await tree.read(place);
    if (bytes !== null && !isGenerated(new TextDecoder().decode(bytes))) return null;
  }
  return [`${generatedHeader}the next run writes it anew.`, ...lines, ""].join("\n");
}

function mentioned(names: readonly string[]): string {
  return [...new Set(names.map((name) => name.startsWith("@") ? name : `@${name}`))].join(" ");
}

/** An entry of version.json as the host writes patterns: from the root, a folder with all that it holds. */
function patternOf(entry: string): string {
  const place = placeOf(entry);
  return place === "" || place === "." ? "*" : `/${place.replaceAll(/[ #]/g, "\\$&")}`;
}
