import { toldDevices } from "./deliveries.ts";
import { observe, type Outcome } from "./observe.ts";
import { type Announced, broken, type Stage } from "./stage.ts";

/** What became of a move, and what of it was promised and did not hold. */
export interface Moved extends Outcome {
  problems: string[];
}

/** Follows the move of a build until it is everywhere. */
export async function follow(stage: Stage, { id, at }: Announced, component: string): Promise<Moved> {
  const { on, screen, listener, deviceCount } = stage;
  const outcome = await observe(on, id, component, at, screen.probed);
  const { apns, telegram, manifestBuild, redirect, audit, build } = outcome;
  const heard = listener.heard.find((one) => one.announcement === id && one.component === component)?.build;
  const promises: [boolean, string][] = [
    [heard === build, `the subscriber heard ${heard ?? "nothing"}, not build ${build}`],
    [telegram.sent, "the chat got no message"],
    [manifestBuild === build, `the manifest answers build ${manifestBuild}, not ${build}`],
    [audit.problem === null, `the audit chain is broken: ${audit.problem}`],
  ];
  if (component === "ios") {
    // Of a build that was rolled out in steps, some were told before.
    const told = (await toldDevices(on, build))?.size ?? apns.total;
    promises.push(
      [apns.sent === apns.total, `APNs served ${apns.sent} of ${apns.total} devices`],
      [told === deviceCount, `${told} of ${deviceCount} devices were told of build ${build}`],
      [redirect.includes(`build=${build}`), `the ios host answers ${redirect || "no redirect"}`],
    );
  }
  return { ...outcome, problems: broken(promises) };
}
