import { parentPort, workerData } from "node:worker_threads";
import { type Place, type Searched, writeEntries } from "./write.ts";

// Indexes in a thread of its own: pages are rendered in the main one meanwhile.
const { searched, place }: { searched: Searched; place: Place } = workerData;
parentPort?.postMessage(await writeEntries(searched, place));
