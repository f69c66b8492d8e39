import { tryCases } from "../support/faults.ts";
import { applesFaults } from "./matrix/matrix.ts";

// The cases that take seconds; `npm run test:faults` tries all, with 20,000 devices and another seed each time.
tryCases(applesFaults.filter(({ isBrief }) => isBrief), 3_000);
