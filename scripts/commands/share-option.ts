import { InvalidArgumentError, Option } from "commander";
import { channelSchema } from "../../functions/_shared/contract/channel.ts";
import { parseShare } from "../rollout/share.ts";

/** `--to 25%`, as hundredths of a percent. */
export function toOption(): Option {
  return new Option("--to <share>", "the share of the devices that may have it from now on, as 25%")
    .argParser(share);
}

export function channelOption(): Option {
  return new Option("--channel <channel>", "whom it is for").choices(channelSchema.options).default(
    "live",
  );
}

function share(value: string): number {
  const bps = parseShare(value);
  if (bps !== undefined) return bps;
  throw new InvalidArgumentError("A share is 0% to 100%, with at most two decimals, as 25% or 2.5%.");
}
