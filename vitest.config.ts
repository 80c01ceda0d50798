import { defineConfig } from "vitest/config";

// CI counts the tests from a report; everyone else reads the usual output.
const report = process.env.ATLAS_TEST_REPORT;

export default defineConfig({
	test: {
		// Builds and browsers take their time on a small machine.
		testTimeout: 120_000,
		hookTimeout: 180_000,
		globalSetup: ["tests/caches.ts"],
		reporters: report === undefined ? ["default"] : ["default", ["json", { outputFile: report }]],
		projects: [
			{
				extends: true,
				test: { name: "unit", include: ["tests/unit/*.test.ts"], sequence: { groupOrder: 1 }, maxWorkers: "100%" },
			},
			{
				extends: true,
				test: {
					name: "site",
					include: ["tests/site/*.test.ts"],
					globalSetup: ["tests/site/folder.ts"],
					// After the others and one file after another: builds are timed, and each wants the machine to itself.
					sequence: { groupOrder: 2 },
					fileParallelism: false,
				},
			},
		],
	},
});
