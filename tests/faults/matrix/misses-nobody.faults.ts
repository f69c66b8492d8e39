import { tryCases } from "../../support/faults.ts";
import { applesFaults, ourFaults } from "./matrix.ts";

tryCases([...ourFaults, ...applesFaults], 20_000);
