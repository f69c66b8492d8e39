import { updates } from "../../../functions/updates/index.ts";
import { Project } from "./project.ts";
import { get } from "./requests.ts";

/** The function `updates` of a desktop app whose live channel has these builds, newest first. */
export function publishing(builds: unknown[], name = "Desk & Co") {
  const project = new Project();
  project.rpc.update_artifacts = ({ component, channel }) => ({ builds, name, component, channel });
  const handle = project.serve(updates);
  return {
    project,
    handle,
    ask: (path: string, init: RequestInit = {}) => handle(get(`updates/desk/live/${path}`, init)),
  };
}
