import { manifestPath } from "../../manifest/edits.ts";
import { parseManifest } from "../../manifest/load.ts";
import { matcherOf } from "../../manifest/ownership.ts";
import { differOnlyInNumbers } from "../collect/numbers.ts";
import type { ReadHost } from "../collect/sources.ts";
import type { PolicyChange } from "../facts.ts";
import type { JudgedPull } from "./read-pull.ts";

/** Which policies of the branch that it goes to a pull request changes the files of, with who has approved it so far. */
export async function policiesOfPull(
  host: ReadHost,
  { pull, manifest }: JudgedPull,
): Promise<PolicyChange[]> {
  const { gates, docs } = manifest.ship;
  const policies = gates?.policies ?? [];
  if (policies.length === 0) return [];
  const [files, reviews, isNumbers] = await Promise.all([
    host.pullFiles(pull.number),
    host.reviewsOf(pull.number),
    onlyRaisesNumbers(host, { pull, manifest }),
  ]);
  const approvedBy = reviews.filter(({ opinion }) => opinion === "approved").map(({ user }) => user);
  const touched = files.flatMap(({ path, from }) => [path, ...from === null ? [] : [from]])
    .filter((path) => !(path === manifestPath && isNumbers));
  const folder = docs?.decisions;
  const isRecord = folder === undefined ? null : matcherOf(folder);
  return policies.flatMap((policy): PolicyChange[] => {
    const matchers = policy.files.map(matcherOf);
    const paths = touched.filter((path) => matchers.some((matches) => matches(path)));
    if (paths.length === 0) return [];
    const { number, url, author, headSha: sha, title: subject } = pull;
    return [{
      ...{ policy, paths },
      commits: [{ sha, subject, pulls: [{ number, url, author, approvedBy }] }],
      decisions: isRecord === null
        ? null
        : files.filter(({ isNew, path }) => isNew && isRecord(path)).map(({ path }) => path),
    }];
  });
}

async function onlyRaisesNumbers(host: ReadHost, { pull, manifest }: JudgedPull): Promise<boolean> {
  const text = await host.fileAt(manifestPath, pull.headSha);
  return text !== null && differOnlyInNumbers(parseManifest(text), manifest);
}
