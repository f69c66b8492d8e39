import { tryCases } from "../support/faults.ts";
import { matrix } from "./matrix/matrix.ts";

// The part of the matrix that takes seconds; `npm run test:faults` tries all of it, with 20,000 devices and another seed.
tryCases(matrix.filter(({ isBrief }) => isBrief), 3_000);
