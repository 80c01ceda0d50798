import { workerData } from "node:worker_threads";
import { answer } from "../threads/share.ts";
import { inspect } from "./inspect.ts";

// Inspects files of a site, a batch at a time, for `verify`.
const folder: string = workerData;
await answer((files: string[]) => Promise.all(files.map((file) => inspect(folder, file))));
