// What the package `slipway-platform` holds; scripts/platform.ts finds it.

export { prepareDemo } from "./demo/demo.ts";
export { demoAppId } from "./demo/from-the-store.ts";
export { signedEnvironment } from "./demo/signing-key.ts";
export { startHostedLike } from "./stack/postgres/start-hosted-like.ts";
export { announceStack } from "./stack/running.ts";
export { startPostgres } from "./stack/postgres/start-postgres.ts";
export { startStack } from "./stack/stack.ts";
export { watchStarter } from "./stack/starter.ts";
