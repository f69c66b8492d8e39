import { tryCases } from "../../support/faults.ts";
import { matrix } from "./matrix.ts";

tryCases(matrix, 20_000);
