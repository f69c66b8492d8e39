import { tryCases } from "../support/faults.ts";
import { applesFaults, ourFaults } from "./matrix/matrix.ts";

// One of each kind; `npm run test:faults` tries all, with 20,000 devices and another seed each time.
tryCases([...ourFaults, ...applesFaults].filter(({ isBrief }) => isBrief), 2_000);
