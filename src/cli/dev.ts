import "./quiet.ts";
import { dev } from "astro";
import { siteConfig } from "../integration/config.ts";
import { readArguments, run } from "./arguments.ts";
import { cacheFolder, keepSchemas, openSession } from "./site.ts";

await run(async () => {
	const { kb, port = "4321" } = readArguments(["port"]);
	const session = await openSession(kb);
	if (session === undefined) {
		console.error("Mend these first; then run this again.");
		return 1;
	}
	const report = (text: string) => {
		console.log(text);
		void keepSchemas(session);
	};
	const server = await dev({
		...siteConfig(session, { cacheDir: cacheFolder(kb), report }),
		configFile: false,
		logLevel: "warn",
		server: { port: Number(port) },
	});
	console.log(
		`The site is at http://localhost:${server.address.port}${new URL(session.views.site.url).pathname} and follows every change (end with Ctrl-C).`,
	);
	return 0;
});
