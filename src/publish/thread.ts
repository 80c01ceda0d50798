import { on } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import { inspect } from "./inspect.ts";

// Inspects the files of a site that it is given, one batch after another, until it is told that none is left.
const folder: string = workerData;
if (parentPort !== null)
	for await (const [files] of on(parentPort, "message")) {
		if (files === null) break;
		parentPort.postMessage(await Promise.all(files.map((file: string) => inspect(folder, file))));
	}
