import { type Gate, judged } from "./gate.ts";

/** Every variable that components need is there and fits its rules. What is only recommended warns. */
export const env: Gate = ({ env }) =>
  judged("env", env, ({ refusals, warnings }) => ({ refusals, warnings }));
