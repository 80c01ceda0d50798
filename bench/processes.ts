import { readdirSync, readFileSync } from "node:fs";

/** What Linux tells of a process. */
export interface Process {
	parent: number;
	/** Seconds of CPU time of the process itself. */
	cpu: number;
	/** Seconds of CPU time of its children, and theirs, that have ended and were waited for. */
	ended: number;
	/** Bytes in memory (RSS). */
	memory: number;
}

/** `/proc` counts CPU time in hundredths of a second, and memory in pages. */
const [ticks, page] = [100, 4096];

/** A process by its id or "self", or nothing where it has ended. Linux only. */
export function processOf(id: number | "self"): Process | undefined {
	try {
		const stat = readFileSync(`/proc/${id}/stat`, "latin1");
		// The name, in brackets, may hold spaces and brackets; the third field of proc_pid_stat(5) comes after the last one.
		const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
		const field = (number: number) => Number(fields[number - 3]);
		return {
			parent: field(4),
			cpu: (field(14) + field(15)) / ticks,
			ended: (field(16) + field(17)) / ticks,
			memory: field(24) * page,
		};
	} catch {
		return undefined;
	}
}

/** A process and all its living descendants, by id. */
export function treeOf(root: number): Map<number, Process> {
	const all = new Map<number, Process>();
	for (const name of readdirSync("/proc")) {
		const id = Number(name);
		const found = Number.isInteger(id) ? processOf(id) : undefined;
		if (found !== undefined) all.set(id, found);
	}
	const tree = new Map<number, Process>();
	const add = (id: number) => {
		const found = all.get(id);
		if (found === undefined || tree.has(id)) return;
		tree.set(id, found);
		for (const [child, { parent }] of all) if (parent === id) add(child);
	};
	add(root);
	return tree;
}
