import { join } from "node:path";
import { expect, test } from "vitest";
import { command } from "../site/site.ts";
import { fixtures } from "./cases.ts";

test("a flag that npm keeps for itself, since -- is missing, is told instead of lost", async () => {
	const { code, err } = await command("check", ["--kb", join(fixtures, "tea")], {
		npm_config_strict: "true",
		npm_lifecycle_event: "check",
	});
	expect([code, err.trim()]).toEqual([2, "npm kept --strict for itself. Put -- before it: npm run check -- --strict"]);
});
