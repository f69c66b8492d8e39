// npm run gen: writes the migration baseline and the database types.
import { writeGenerated } from "./generated.ts";

for (const path of await writeGenerated()) console.log(`wrote ${path}`);
