import { expect, test, vi } from "vitest";
import { followArgs, openFollowing } from "../../support/following.ts";
import { useShipyard } from "../../support/shipyard.ts";
import { aroundCalls, type Strike, strikeDown } from "../../support/shipyard/strike.ts";
import { until } from "../../support/until.ts";

const yard = useShipyard();
// each look starts some twenty processes of git
vi.setConfig({ testTimeout: 240_000 });

const strikes: Strike[] = [
  // git asks this hook before it moves the ref of the branch
  { name: "while it fetches", hook: { of: "clone", name: "reference-transaction" } },
  { name: "when it has checked out", hook: { of: "clone", name: "post-checkout" } },
  { name: "in the middle of a deploy", inCommand: true },
  ...aroundCalls({
    "it says that it deploys": ({ name, args }) => name === "report_host" && args.state === "deploying",
    "it says how it ended": ({ name, args }) => name === "report_host" && args.state === "current",
  }),
];

test.for(strikes)(
  "promise 140: killed $name, the next look ends where it would have ended",
  async (strike) => {
    const { repo, host, promote, follow, deploys } = await openFollowing(
      yard(),
      ({ components: { dashboard } }) => {
        if (dashboard) {
          const once = strike.inCommand
            ? "[ -f .git/struck ] || { touch .git/struck; sh $HOME/strike; sleep 60; }; "
            : "";
          const run = `${once}echo "dashboard $SLIPWAY_SHA" >> .git/deploys`;
          dashboard.deploy = { type: "command", run, target: "web-1" };
        }
      },
    );
    const wanted = await promote("fix: all", {
      "web/dashboard/src/main.ts": "// new\n",
      "web/proxy-server/new.ts": "// new\n",
    });
    await strikeDown(yard(), { ...repo, ...host }, [...followArgs], strike);
    // what git had begun goes on by itself for a moment
    const look = await until("nobody holds the lock", async () => {
      const look = await follow({ accept: undefined });
      return look.outcome !== "busy" && look.outcome !== "offline" && look;
    }, 50_000);
    expect(look).toMatchObject({ exitCode: 0, outcome: "current", sha: wanted });
    const last = (key: string, lines: string[]) => lines.filter((line) => line.startsWith(key)).at(-1);
    const lines = await deploys();
    expect([last("dashboard", lines), last("proxy-server", lines)]).toEqual([
      `dashboard ${wanted}`,
      `proxy-server ${wanted}`,
    ]);
    expect(await host.git("status", "--porcelain")).toBe("");
    expect((await yard().control.hostStatus()).hosts).toMatchObject([{ state: "current", sha: wanted }]);
    expect(await follow()).toMatchObject({ outcome: "current", deployed: [] });
  },
);
