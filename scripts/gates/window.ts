import { offHours } from "../manifest/off-hours.ts";
import { type Gate, judged } from "./gate.ts";

/** It is the time that the environment's windows allow, for each component that is deployed. */
export const window: Gate = ({ window, environment: name, at }) =>
  judged("window", window, ({ windows, components }) => ({
    refusals: offHours({ name, windows }, components, at, '--override window="the reason", or --reason'),
  }));
