import { join } from "node:path";
import { workplace } from "./bases.ts";
import { build } from "./build.ts";

let built: Promise<string> | undefined;

/** Builds Anode Atlas itself, once a run. Gives the folder of its site. */
export function atlas(): Promise<string> {
	built ??= make();
	return built;
}

async function make(): Promise<string> {
	console.error("Building Anode Atlas …");
	const dist = join(workplace, "atlas");
	await build(join(import.meta.dirname, ".."), dist);
	return dist;
}
