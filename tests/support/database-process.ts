// Postgres with a migrated template as a process of its own, until whoever started it is gone: one line says where it is.

import process from "node:process";
import { startPostgres } from "../../scripts/stack/postgres/start-postgres.ts";
import { watchStarter } from "../../scripts/stack/starter.ts";
import { makeTemplates, type Server } from "./database.ts";

const postgres = await startPostgres();
const server: Server = { ownerUrl: postgres.ownerUrl, superuserUrl: postgres.superuserUrl };
await makeTemplates(server);
console.log(JSON.stringify(server));
await watchStarter().gone;
await postgres.stop();
process.exit();
