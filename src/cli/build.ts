import { join } from "node:path";
import { readArguments, run } from "./arguments.ts";
import { keepCompiled } from "./compiled.ts";

await run(async () => {
	const { kb, out = join(kb, "dist"), on } = readArguments(["out"], { switches: ["strict"] });
	const start = performance.now();
	keepCompiled();
	const { buildSite } = await import("./site.ts");
	const built = await buildSite(kb, out, on.has("strict"));
	if (built !== undefined) console.log(`Built ${out} in ${((performance.now() - start) / 1000).toFixed(1)} s.`);
	return built === undefined ? 1 : 0;
});
