// The local platform as a process of its own, until whoever started it is gone: one line says where it is.

import process from "node:process";
import { startStack } from "../../../scripts/stack/stack.ts";
import { watchStarter } from "../../../scripts/stack/starter.ts";
import { rememberDatabase } from "./database.ts";
import type { Platform } from "./platform.ts";

const stack = await startStack();
await rememberDatabase(stack.postgres.superuserUrl);
const platform: Platform = { info: stack.info, superuserUrl: stack.postgres.superuserUrl };
console.log(JSON.stringify(platform));
await watchStarter().gone;
await stack.stop();
process.exit();
