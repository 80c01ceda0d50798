import { availableParallelism, cpus, totalmem } from "node:os";

/** This machine, as far as it matters: processor, cores, memory, the system and Node's version. Nothing that names it. */
export function machine(): string {
	const model = cpus()[0]?.model.trim() ?? "processor unknown";
	const cores = availableParallelism();
	const memory = Math.round(totalmem() / 2 ** 30);
	return `${model}, ${cores} ${cores === 1 ? "core" : "cores"}, ${memory} GB, ${process.platform}, Node ${process.versions.node}`;
}
