import { ensureChromium } from "./chromium.ts";

console.log(`Browser for the tests: ${ensureChromium()}`);
