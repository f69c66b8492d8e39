import { bucketCases } from "./vectors/bucket.ts";
import { candidates } from "./vectors/candidates.ts";
import { invalidFeeds } from "./vectors/invalid-feeds.ts";
import { recommended } from "./vectors/recommended.ts";
import { required } from "./vectors/required.ts";
import { severe } from "./vectors/severities.ts";
import { shares } from "./vectors/shares.ts";
import { forSystems } from "./vectors/systems.ts";
import { times } from "./vectors/times.ts";
import { waysOut } from "./vectors/ways-out.ts";
import { whose } from "./vectors/whose.ts";

/** What holds the rule together in SQL, TypeScript and Swift: path from the root → JSON with a line per case. */
export function vectors(): Map<string, string> {
  const cases = [
    ...[...invalidFeeds, ...times, ...whose, ...candidates, ...shares, ...forSystems],
    ...[...required, ...waysOut, ...severe, ...recommended],
  ];
  return new Map([
    ["clients/vectors/decide.json", lines(cases)],
    ["clients/vectors/bucket.json", lines(bucketCases)],
  ]);
}

function lines(cases: readonly unknown[]): string {
  return `[\n${cases.map((one) => JSON.stringify(one)).join(",\n")}\n]\n`;
}
