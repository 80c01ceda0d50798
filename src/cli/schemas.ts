import { relative } from "node:path";
import { writeSchemas } from "../editor/write.ts";
import { load } from "../model/load.ts";
import { readArguments, run } from "./arguments.ts";

await run(async () => {
	const { kb } = readArguments([]);
	const loaded = await load(kb);
	const written = await writeSchemas(kb, loaded);
	// What each is for, as editors other than VS Code ask for it.
	for (const { path, files } of written) console.log(`${path}  ${files.join(" ")}`);
	if (loaded.problems.hasErrors)
		console.error(`There are problems in ${relative("", kb) || "."}: what could not be read is not in the schemas. Check tells more.`);
	return 0;
});
