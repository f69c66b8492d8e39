// npm run gen: writes the migration baseline, version.schema.json, the database types and docs/commands.
import { writeGenerated } from "./generated.ts";

for (const path of await writeGenerated()) console.log(`wrote ${path}`);
