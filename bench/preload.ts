// Loaded before a build (`--import`): when the process ends, what its stages took is written to the file that STAGES names.
import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const file = process.env.STAGES;
if (isMainThread && file !== undefined)
	process.on("exit", () => writeFileSync(file, JSON.stringify(performance.getEntriesByType("measure"))));
