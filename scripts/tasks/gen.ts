// npm run gen: writes the migration baseline, version.schema.json, the database types, docs/commands, docs/known-errors.md, the vectors of clients and the proofs in docs/promises.md.
import { writeGenerated } from "./generated.ts";

for (const path of await writeGenerated()) console.log(`wrote ${path}`);
