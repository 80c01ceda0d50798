/** The stages of a build, in their order. Rendering and indexing go on side by side. */
export type Stage = "read" | "validate" | "derive" | "render" | "index" | "verify";

/**
 * Begins a stage; the function that it gives ends it. What a stage took is an entry of `performance`, of type "measure",
 * with the milliseconds of CPU time of this process as its detail: whoever wants to know looks there.
 */
export function begin(stage: Stage): () => void {
	const start = performance.now();
	const before = process.cpuUsage();
	return () => {
		const { user, system } = process.cpuUsage(before);
		performance.measure(stage, { start, detail: { cpu: (user + system) / 1000 } });
	};
}
