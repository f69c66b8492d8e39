import { sdksLeftBehind } from "../release/demands/demands.ts";
import { type Gate, judged } from "./gate.ts";

/** An SDK whose track changed its contract has a new version as well; it never refuses, since clients may not need it yet. */
export const sdk: Gate = ({ tracks }) =>
  judged("sdk", tracks, (value) => ({
    warnings: sdksLeftBehind(value.map(({ key, follows, isDeployed, isRaised, facts }) => ({
      ...{ key, follows, contract: facts.contract },
      // what goes there is out, whatever its version says
      isReleased: follows.length > 0 ? isRaised : isDeployed,
    }))),
  }));
