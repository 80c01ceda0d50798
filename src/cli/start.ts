import { join } from "node:path";
import { readArguments, run } from "./arguments.ts";
import { serve } from "./serve.ts";
import { buildSite } from "./site.ts";

await run(async () => {
	const { kb, port = "4321" } = readArguments(["port"]);
	const out = join(kb, "dist");
	const session = await buildSite(kb, out);
	if (session === undefined) return 1;
	const { address } = await serve(session, out, Number(port));
	console.log(`The site is at ${address} (end with Ctrl-C).`);
	return 0;
});
