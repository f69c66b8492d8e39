import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { type Server, startServer } from "./server.ts";

/** nginx, which answers 200 below `/3/device/`, and 410 with APNs' words below `/gone/`. `limits` are lines of its `http` block. */
export function startNginx(limits: string[] = []): Promise<Server> {
  return startServer("nginx", async (folder, port) => {
    const config = join(folder, "nginx.conf");
    await writeFile(
      config,
      `daemon off;
${process.getuid?.() === 0 ? "user root;" : ""}
worker_processes 1;
pid ${folder}/pid;
error_log ${folder}/error.log;
events {}
http {
  access_log off;
  ${
        ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) =>
          `${name}_temp_path ${folder}/${name};`
        ).join(" ")
      }
  ${limits.join("\n  ")}
  server {
    listen 127.0.0.1:${port} ssl http2;
    ssl_certificate ${folder}/cert.pem;
    ssl_certificate_key ${folder}/key.pem;
    location /3/device/ { return 200; }
    location /gone/ { return 410 '{"reason":"Unregistered","timestamp":1}'; }
  }
}
`,
    );
    return ["-p", folder, "-c", config, "-e", join(folder, "error.log")];
  });
}
