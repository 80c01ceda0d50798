import { parentPort, workerData } from "node:worker_threads";
import { parseBatches, type Work } from "./batches.ts";

// Parses a share of the files of a knowledge base.
const work: Work = workerData;
for await (const made of parseBatches(work, "back")) parentPort?.postMessage(made);
