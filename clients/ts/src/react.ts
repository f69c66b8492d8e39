// `slipway/client/react`: a hook. React is handed in, so that this is of no version of it.

import type { State, Updates } from "./api.ts";

/** The part of React (18 or later) that is used. */
export interface React {
  useSyncExternalStore<T>(
    subscribe: (onChange: () => void) => () => void,
    getSnapshot: () => T,
    getServerSnapshot?: () => T,
  ): T;
}

/** Makes the hook: `const useUpdates = createUseUpdates(React)`, once. The hook renders again when the state changed, and only then. */
export function createUseUpdates(react: React): (updates: Pick<Updates, "state" | "subscribe">) => State {
  return function useUpdates(updates) {
    const snapshot = () => updates.state;
    return react.useSyncExternalStore(updates.subscribe, snapshot, snapshot);
  };
}
