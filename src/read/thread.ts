import { on } from "node:events";
import { parentPort } from "node:worker_threads";
import { parseBatch } from "./batch.ts";

// Parses the batches that it is given, one after another, until it is told that none is left.
if (parentPort !== null)
	for await (const [batch] of on(parentPort, "message")) {
		if (batch === null) break;
		parentPort.postMessage(await parseBatch(batch));
	}
