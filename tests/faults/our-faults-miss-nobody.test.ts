import { tryCases } from "../support/faults.ts";
import { ourFaults } from "./matrix/matrix.ts";

// The cases that take seconds; `npm run test:faults` tries all, with 20,000 devices and another seed each time.
tryCases(ourFaults.filter(({ isBrief }) => isBrief), 3_000);
