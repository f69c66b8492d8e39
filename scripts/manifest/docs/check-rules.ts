import type { Finding } from "../../cli/command-error.ts";
import { finding } from "../findings.ts";
import type { GateRules } from "../schema-gates.ts";
import { whyBroken } from "./check-links.ts";
import type { DocFiles } from "./doc-files.ts";
import { labelKey, type Markdown } from "./markdown.ts";

type Rule = GateRules["rules"][number];

/** Every rule of `ship.gates.rules` that its file does not have, or whose link there leads nowhere. */
export async function checkRules(files: DocFiles, rules: readonly Rule[]): Promise<Finding[]> {
  const found = await Promise.all(rules.map((rule) => checkRule(files, rule)));
  return found.flat();
}

async function checkRule(files: DocFiles, { id, text, in: file }: Rule): Promise<Finding[]> {
  const page = await files.markdown(file);
  const links = page === null
    ? []
    : linksOf(page).filter(({ words, target }) => names(words, id) || names(target, id));
  if (page === null || links.length === 0) {
    return [finding(
      "rule_missing",
      { file },
      page === null
        ? `is missing, and the rule ${id} has to be there`
        : `no link names the rule ${id}: “${text}”`,
      `Write the rule into ${file}, with a link whose text or target has ${id} in it: there people read why.`,
    )];
  }
  const problems = await Promise.all(links.map(({ target }) => whyBroken(files, file, target)));
  const [first] = problems;
  if (problems.some((problem) => problem === null) || first === null || first === undefined) return [];
  return [finding(
    "link_broken",
    { file, line: page.lineOf(links[0]?.at ?? 0) },
    `the rule ${id}: ${first}`,
    "Let the rule's link lead to where people read why.",
  )];
}

interface RuleLink {
  words: string;
  target: string;
  at: number;
}

function linksOf({ text, links, references, definitions }: Markdown): RuleLink[] {
  const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
  const targets = new Map(definitions.map(({ label, target }) => [labelKey(slice(label)), slice(target)]));
  return [
    ...links.map(({ text: words, target }) => ({
      words: slice(words),
      target: slice(target),
      at: target.start,
    })),
    ...references.flatMap(({ text: words, label }) => {
      const target = targets.get(labelKey(slice(label)));
      return target === undefined ? [] : [{ words: slice(words), target, at: words.start }];
    }),
  ];
}

/** As a word of its own: `never` is not named by `never-deploy-main`. */
function names(text: string, id: string): boolean {
  return text.toLowerCase().split(/[^\p{L}\p{N}-]+/u).includes(id);
}
