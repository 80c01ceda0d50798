import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { suggestion } from "../problem/nearest.ts";

/** A command was called wrongly: its message says how to call it. */
export class UsageError extends Error {}

/**
 * Reads a command's flags: those named, and `--kb DIR` (or the environment's KB; default: this folder).
 * Throws a UsageError that names the flag nearest to an unknown one.
 */
export function readArguments<const Names extends string>(names: readonly Names[]): { kb: string } & Partial<Record<Names, string>> {
	const known = ["kb", ...names];
	const { values, tokens } = parseArgs({
		options: Object.fromEntries(known.map((name) => [name, { type: "string" as const }])),
		strict: false,
		tokens: true,
	});
	for (const token of tokens) {
		if (token.kind === "positional")
			throw new UsageError(`"${token.value}" is not expected here. Flags: ${known.map((name) => `--${name}`).join(", ")}.`);
		if (token.kind === "option" && !known.includes(token.name))
			throw new UsageError(`There is no flag --${token.name}.${suggestion(token.name, known)}`);
		if (token.kind === "option" && token.value === undefined) throw new UsageError(`--${token.name} needs a value.`);
	}
	const given: Partial<Record<string, string>> = {};
	for (const name of known) {
		const value = values[name];
		if (typeof value === "string") given[name] = value;
	}
	return { ...given, kb: resolve(given.kb ?? process.env.KB ?? ".") } as { kb: string } & Partial<Record<Names, string>>;
}

/** Runs a command: its exit code, or 2 and a sentence where it was called wrongly. */
export async function run(command: () => Promise<number>): Promise<void> {
	try {
		process.exitCode = await command();
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		console.error(error.message);
		process.exitCode = 2;
	}
}
