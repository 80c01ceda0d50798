import { defineConfig } from "vitest/config";

// CI counts the tests from a report; everyone else reads the usual output.
const report = process.env.ATLAS_TEST_REPORT;

export default defineConfig({
	test: {
		include: ["tests/**/*.test.ts"],
		globalSetup: ["tests/site/folder.ts"],
		// Builds and browsers take their time on a small machine.
		testTimeout: 120_000,
		hookTimeout: 180_000,
		// One file after another: builds are timed, and each wants the machine to itself.
		fileParallelism: false,
		reporters: report === undefined ? ["default"] : ["default", ["json", { outputFile: report }]],
	},
});
