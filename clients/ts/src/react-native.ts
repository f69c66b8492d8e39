// `slipway/client/react-native`: asks again when the app comes to the foreground.

import type { Signals } from "./options.ts";

/** The part of React Native's AppState that is used. */
export interface AppState {
  addEventListener(type: "change", listener: (state: string) => void): { remove(): void };
}

/** For the option `signals` of `createUpdates`. */
export function appStateSignals(appState: AppState): Signals {
  return (wake) => {
    const subscription = appState.addEventListener("change", (state) => {
      if (state === "active") wake();
    });
    return () => subscription.remove();
  };
}
