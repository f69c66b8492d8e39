import { CommandError } from "../../../cli/command-error.ts";
import { everybody, showShare } from "../../../rollout/share.ts";
import type { Step } from "../../../ship/flow/flow.ts";
import { isOffered } from "../offering.ts";
import type { PublishRun } from "../publication.ts";
import { releaseRecord } from "../release-record.ts";

/** Tells Postgres that the release is out, where its page is, and what it holds: whatever is announced from now on links to it. */
export const pageStep: Step<PublishRun> = {
  name: "page",
  async run({ control, actor, release, publication, changed }) {
    const { track: { key: component }, version, files } = publication;
    // a run without files says nothing new of them
    const isAgain = files.length === 0 && publication.track.release.updater !== undefined;
    const { is_new: isNew, published_at: at } = await control.recordPublication({
      ...{ component, version, actor },
      url: release?.url || undefined,
      record: isAgain ? undefined : await releaseRecord(publication),
    });
    if (isNew) changed.add("page");
    return { summary: isNew ? "recorded" : `published since ${at}`, detail: { url: release?.url ?? null } };
  },
};

/** Codes of what a build that is out of date meets. */
const overtaken = ["build_not_higher", "rollout_overtaken"];

/** Offers the build on the channel: that announces it. An offer that somebody has touched since stays as it is. */
export const offerStep: Step<PublishRun> = {
  name: "offer",
  async run({ control, actor, publication, changed }) {
    const { request: { share }, track: { key: component, component: { deploy } }, build, version, channel } =
      publication;
    if (!isOffered(publication)) {
      const why = deploy === undefined
        ? "there is nothing to install"
        : "it is deployed, and told of by that";
      return { summary: `nobody is told: ${why}`, isSkipped: true };
    }
    const { offers } = await control.rolloutStatus(component);
    const known = offers.find((offer) => offer.channel === channel && offer.build === build);
    const isFresh = known === undefined || (known.state === "waiting" && known.steps.length === 0);
    if (!isFresh) {
      return { summary: `${channel} has it: ${known.state} at ${showShare(known.bps)}`, detail: { build } };
    }
    const { bps, steps } = share ?? { bps: everybody, steps: [] };
    try {
      const offer = await control.offerBuild({ component, build, channel, version, bps, steps, actor });
      changed.add("offer");
      return {
        summary: `build ${build} on ${channel} for ${showShare(offer.bps)}`,
        detail: { build, channel, bps: offer.bps },
      };
    } catch (error) {
      if (!(error instanceof CommandError && overtaken.includes(error.code))) throw error;
      return { summary: `nobody is told: ${error.message}`, isSkipped: true };
    }
  },
};
