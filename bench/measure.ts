import { spawn } from "node:child_process";
import { once } from "node:events";
import { processOf, treeOf } from "./processes.ts";

/** What a command took. */
export interface Measured {
	/** Seconds from its start to its end. */
	wall: number;
	/** Seconds of CPU time, of the command and of all processes that it started. */
	cpu: number;
	/** The most bytes that these processes together held in memory at one moment (the sum of their RSS). */
	peak: number;
}

/** Runs a command to its end and measures it. */
export type Run = (command: string, args: string[], options: { cwd: string; env?: NodeJS.ProcessEnv }) => Promise<Measured>;

/** How often something is built where two builds are compared: a busy machine only ever adds, so the best is told. */
export const rounds = 2;

/** Of several builds of the same the one that took the least CPU time. Throws where there is none. */
export function best<T extends { measured: Measured }>(builds: readonly T[]): T {
	return builds.reduce((least, next) => (next.measured.cpu < least.measured.cpu ? next : least));
}

/** How often memory is looked at, in milliseconds. */
const interval = 100;

/**
 * Runs a command to its end, one at a time, and measures it; what it prints is kept back. Throws where it fails, with what it
 * printed last. Linux only. CPU time is found in two ways that can both only miss something: what the system adds up of
 * children that have ended (it misses those that nobody waited for), and what each process was last seen to have taken (it
 * misses their last moments). The greater is told.
 */
export const measured: Run = async (command, args, options) => {
	const before = processOf("self");
	if (before === undefined) throw new Error("CPU time and memory are read from /proc: the bench needs Linux.");
	const start = performance.now();
	const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
	let printed = "";
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding("utf8").on("data", (text) => {
			printed = `${printed}${text}`.slice(-4000);
		});
	let peak = 0;
	const seen = new Map<number, number>();
	const look = () => {
		let memory = 0;
		for (const [id, { cpu, memory: held }] of child.pid === undefined ? [] : treeOf(child.pid)) {
			seen.set(id, cpu);
			memory += held;
		}
		peak = Math.max(peak, memory);
	};
	const timer = setInterval(look, interval);
	try {
		const [code, signal] = await once(child, "close");
		const wall = (performance.now() - start) / 1000;
		if (code !== 0) throw new Error(`${[command, ...args].join(" ")} failed (${code ?? signal}):\n${printed}`);
		const ended = (processOf("self")?.ended ?? 0) - before.ended;
		return {
			wall,
			cpu: Math.max(
				ended,
				[...seen.values()].reduce((sum, cpu) => sum + cpu, 0),
			),
			peak,
		};
	} finally {
		clearInterval(timer);
	}
};
