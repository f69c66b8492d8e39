import { expect, test } from "vitest";
import { createOutput } from "../../../../scripts/cli/output.ts";
import { openIssues, trackIssues } from "../../../../scripts/release/sentry/issues.ts";
import { openHosted } from "../../host/opened.ts";

test("a tag or a server's answer tells nobody, loads no image and makes no link", async () => {
  const { host, codeHost } = await openHosted();
  const linked: string[] = [];
  const control = {
    linkFinding: ({ issueUrl }: { issueUrl: string }) => Promise.resolve(linked.push(issueUrl) > 0),
  };
  const message = "tag @everybody ![x](https://evil.test/x.png)\u001b[8m <img src=y>\n# big";
  await trackIssues({ host, control, output: createOutput({}, String), source: "sentry" }, [], {
    ...{ open: [{ key: "tag:x", message, hint: "Ask @ada.", issue_url: null }], healed: [], isWhole: true },
  });
  const [issue] = codeHost.state.issues;
  expect(issue?.title).toBe(
    "slipway: tag @everybody ![x](https://evil.test/x.png)\\x1b[8m <img src=y> # big",
  );
  expect(issue?.body.split("\n\n").slice(0, 2)).toEqual([
    "tag `@everybody` !\\[x]\\(`https://evil.test/x.png)\\x1b[8m` &lt;img src=y> # big",
    "Ask `@ada.`",
  ]);
  expect(linked).toHaveLength(1);
  expect(await openIssues({ host, source: "sentry" })).toHaveLength(1);
});
