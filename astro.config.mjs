// For `astro check` and editors; the commands use src/cli, which passes the same configuration itself.
import { defineConfig } from "astro/config";
import { siteConfig } from "./src/integration/config.ts";
import { Session } from "./src/integration/session.ts";

const session = new Session(process.env.KB ?? ".");
await session.read();
export default defineConfig(siteConfig(session));
