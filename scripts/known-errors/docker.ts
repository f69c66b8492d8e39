import type { KnownTool } from "./known-error.ts";

/** Docker and registries of images. */
export const docker: KnownTool = {
  tool: "Docker",
  errors: [
    {
      code: "known_docker_not_running",
      signs: ["Cannot connect to the Docker daemon", "failed to connect to the docker API"],
      means: "Docker does not run here, or this user may not use it",
      fix:
        "start Docker; on Linux `sudo systemctl start docker` and `sudo usermod -aG docker $USER`, then sign in anew. `slipway stack up` needs none",
    },
    {
      code: "known_docker_push_denied",
      signs: [
        "denied: requested access to the resource is denied",
        "denied: permission_denied",
        "unauthorized: authentication required",
        "no basic auth credentials",
      ],
      means: "the registry does not let this account push there",
      fix: "`docker login <registry>`; on ghcr.io the workflow needs `packages: write`",
    },
    {
      code: "known_docker_pull_limit",
      signs: [
        "toomanyrequests:",
        "You have reached your pull rate limit",
        "You have reached your unauthenticated pull rate limit",
      ],
      means: "Docker Hub gives this address no more images for a while",
      fix: "`docker login`, or take the base image from a mirror",
    },
    {
      code: "known_docker_platform",
      signs: ["exec format error", "no match for platform in manifest"],
      means: "the image is for another processor than the machine's",
      fix: "`docker buildx build --platform linux/amd64,linux/arm64 …`",
    },
  ],
};
