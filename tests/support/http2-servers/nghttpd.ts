import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Server, startServer } from "./server.ts";

/** nghttp2's own server, which answers a POST to `path` with 200 and nothing, and any other with a page that says 404. */
export function startNghttpd(path: string, options: string[] = ["-m", "1000"]): Promise<Server> {
  return startServer("nghttpd", async (folder, port) => {
    const file = join(folder, "root", path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, "");
    return [
      ...["-a", "127.0.0.1", "-d", join(folder, "root"), ...options],
      ...[String(port), join(folder, "key.pem"), join(folder, "cert.pem")],
    ];
  });
}
