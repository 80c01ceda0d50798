import { availableParallelism, cpus, totalmem } from "node:os";

/**
 * This machine, as far as it matters: processor, cores, memory, the system, Node's version, and how fast it is just now.
 * Nothing that names it.
 */
export function machine(): string {
	const model = cpus()[0]?.model.trim() ?? "processor unknown";
	const cores = availableParallelism();
	const memory = Math.round(totalmem() / 2 ** 30);
	return `${model}, ${cores} ${cores === 1 ? "core" : "cores"}, ${memory} GB, ${process.platform}, Node ${process.versions.node}, yardstick ${yardstick()} ms`;
}

/** Milliseconds that a piece of work takes which is always the same, the best of ten: one machine is not as fast every day. */
function yardstick(): number {
	const texts = Array.from({ length: 20_000 }, (_, index) => `${(index * 7919) % 20_011} ${index}`);
	const times = Array.from({ length: 10 }, () => {
		const start = performance.now();
		JSON.parse(JSON.stringify(texts.toSorted().map((text) => text.split(" "))));
		return performance.now() - start;
	});
	return Math.round(Math.min(...times));
}
