import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["tests/**/*.test.ts"],
		// Builds and browsers take their time on a small machine, and each wants it to itself.
		testTimeout: 120_000,
		hookTimeout: 180_000,
		maxWorkers: 2,
	},
});
