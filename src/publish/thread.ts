import { workerData } from "node:worker_threads";
import { answer } from "../threads/share.ts";
import { inspect } from "./inspect.ts";

const folder: string = workerData;
await answer((files: string[]) => Promise.all(files.map((file) => inspect(folder, file))));
