import { served } from "./deliveries.ts";
import { follow } from "./follow.ts";
import type { Heard } from "./listen.ts";
import type { Stage } from "./stage.ts";

/** Shows what somebody else announced. */
export async function watch(
  stage: Stage,
  { event, announcement, component, build, bps, at }: Heard,
): Promise<void> {
  const { on, screen } = stage;
  if (event === "policy-changed") return screen.statement(`-- the policy of ${component} changed`);
  if (event === "build-offered") {
    screen.statement(`-- build ${build} of ${component} is offered to ${bps / 100} %`);
    const { sent, total, ms } = await served(on, announcement, at);
    if (component === "ios") screen.probed({ apns: { sent, total, ms } });
    return;
  }
  screen.statement(`-- build ${build} of ${component} was announced`);
  const { problems } = await follow(stage, { id: announcement, at }, component);
  screen.verdict(problems);
}
