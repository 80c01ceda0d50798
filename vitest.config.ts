import { defineConfig } from "vitest/config";

// CI counts the tests from a report; everyone else reads the usual output.
const report = process.env.ATLAS_TEST_REPORT;

export default defineConfig({
	test: {
		include: ["tests/**/*.test.ts"],
		// Builds and browsers take their time on a small machine.
		testTimeout: 120_000,
		hookTimeout: 180_000,
		maxWorkers: 2,
		reporters: report === undefined ? ["default"] : ["default", ["json", { outputFile: report }]],
	},
});
