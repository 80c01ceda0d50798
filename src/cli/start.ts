import { join } from "node:path";
import { readArguments, run } from "./arguments.ts";
import { keepCompiled } from "./compiled.ts";

await run(async () => {
	const { kb, port = "4321" } = readArguments(["port"]);
	const out = join(kb, "dist");
	keepCompiled();
	const { buildSite } = await import("./site.ts");
	const session = await buildSite(kb, out);
	if (session === undefined) return 1;
	const { serve } = await import("./serve.ts");
	const { address } = await serve(session, out, Number(port));
	console.log(`The site is at ${address} (end with Ctrl-C).`);
	return 0;
});
