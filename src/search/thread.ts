import { parentPort, workerData } from "node:worker_threads";
import { type Searched, writeEntries } from "./write.ts";

// Indexes in a thread of its own: pages are rendered in the main one meanwhile.
const { folder, ...searched }: Searched & { folder: string } = workerData;
parentPort?.postMessage(await writeEntries(searched, folder));
