import type { ShipKind } from "../../control-plane/control-plane.ts";

/** What is known of a run by its kind alone, as the journal of somebody else's run has it. */
export interface FlowKind {
  /** In the journal. */
  kind: ShipKind;
  /** What to type to go on with an unfinished run. */
  resumeHint(component: string): string;
  /** What to type to give one up. */
  abandonHint: string;
}

const abandonHint = "slipway ship --abandon";

/** Every kind of flow. */
export const flowKinds: { readonly [Kind in ShipKind]: FlowKind & { kind: Kind } } = {
  ship: { kind: "ship", abandonHint, resumeHint: () => "slipway ship --resume" },
  ios: { kind: "ios", abandonHint, resumeHint: () => "slipway ios confirm" },
  rollback: {
    kind: "rollback",
    abandonHint,
    resumeHint: (component) => `slipway rollback ${component} again`,
  },
  notify: {
    kind: "notify",
    abandonHint,
    resumeHint: (component) => `slipway notify --component ${component}`,
  },
  release: {
    kind: "release",
    abandonHint: "slipway release --abandon",
    resumeHint: () => "slipway release --resume",
  },
  publish: {
    kind: "publish",
    abandonHint,
    resumeHint: () => "slipway release publish with the same tag",
  },
  deploy: { kind: "deploy", abandonHint, resumeHint: () => "slipway deploy again" },
  promotion: {
    kind: "promotion",
    abandonHint: "slipway promote <environment> --abandon",
    resumeHint: () => "slipway promote <environment> --resume",
  },
  migrate: { kind: "migrate", abandonHint, resumeHint: () => "slipway migrate again" },
};

/** What to type to go on with an unfinished run of this kind. */
export function resumeHint(kind: ShipKind, component: string): string {
  return flowKinds[kind].resumeHint(component);
}
