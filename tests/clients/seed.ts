import { env } from "../../scripts/runtime.ts";

/** Every run asks other questions of chance; the seed that is shown with a failure repeats it. */
export const seed = Number(env("SLIPWAY_CLIENTS_SEED") ?? Math.floor(Math.random() * 2 ** 31));
export const again = `SLIPWAY_CLIENTS_SEED=${seed} repeats it`;
