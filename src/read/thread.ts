import { answer } from "../threads/share.ts";
import { parseBatch } from "./batch.ts";

// Parses batches of files for `parseAll`.
await answer(parseBatch);
