import { answer } from "../threads/share.ts";
import { parseBatch } from "./batch.ts";

await answer(parseBatch);
