import { parentPort, workerData } from "node:worker_threads";
import { inspect } from "./inspect.ts";

// Inspects a share of a site's files.
const { folder, files }: { folder: string; files: string[] } = workerData;
for (const file of files) parentPort?.postMessage(await inspect(folder, file));
