import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { suggestion } from "../problem/nearest.ts";

/** A command was called wrongly: its message says how to call it. */
export class UsageError extends Error {}

/** What a command takes beside flags with a value. */
interface Further<Switches extends string, Lists extends string> {
	/** Flags without a value. */
	switches?: readonly Switches[];
	/** Flags with a value that may be given more than once. */
	lists?: readonly Lists[];
	/** Whether words without a flag are taken. */
	rest?: boolean;
}

/**
 * Reads a command's flags: those named, and `--kb DIR` (or the environment's KB; default: this folder).
 * Throws a UsageError that names the flag nearest to an unknown one.
 */
export function readArguments<const Names extends string, const Switches extends string = never, const Lists extends string = never>(
	names: readonly Names[],
	{ switches = [], lists = [], rest = false }: Further<Switches, Lists> = {},
): {
	kb: string;
	given: Partial<Record<string, string>>;
	rest: string[];
	on: ReadonlySet<Switches>;
	lists: Partial<Record<Lists, string[]>>;
} & Partial<Record<Names, string>> {
	const valued = ["kb", ...names, ...lists];
	const known = [...valued, ...switches];
	const { values, tokens, positionals } = parseArgs({
		options: Object.fromEntries([
			...valued.map((name) => [name, { type: "string" as const }]),
			...switches.map((name) => [name, { type: "boolean" as const }]),
		]),
		strict: false,
		allowPositionals: true,
		tokens: true,
	});
	for (const token of tokens) {
		if (token.kind === "positional" && !rest)
			throw new UsageError(`"${token.value}" is not expected here. Flags: ${known.map((name) => `--${name}`).join(", ")}.`);
		if (token.kind === "option" && !known.includes(token.name))
			throw new UsageError(`There is no flag --${token.name}.${suggestion(token.name, known)}`);
		if (token.kind === "option" && valued.includes(token.name) && token.value === undefined)
			throw new UsageError(`--${token.name} needs a value.`);
		if (token.kind === "option" && !valued.includes(token.name) && token.value !== undefined)
			throw new UsageError(`--${token.name} takes no value.`);
	}
	// Without -- in between, npm keeps a flag for itself and says so in the environment only.
	for (const name of known)
		if (process.env[`npm_config_${name.replaceAll("-", "_")}`] !== undefined && values[name] === undefined)
			throw new UsageError(
				`npm kept --${name} for itself. Put -- before it: npm run ${process.env.npm_lifecycle_event ?? "…"} -- --${name}`,
			);
	const given: Partial<Record<string, string>> = {};
	for (const name of valued) {
		const value = values[name];
		if (typeof value === "string") given[name] = value;
	}
	const many: Partial<Record<string, string[]>> = Object.fromEntries(
		lists.map((list) => [list, tokens.flatMap((token) => (token.kind === "option" && token.name === list ? (token.value ?? []) : []))]),
	);
	const on = new Set(switches.filter((name) => values[name] === true));
	return { ...given, given, kb: resolve(given.kb ?? process.env.KB ?? "."), rest: positionals, on, lists: many } as {
		kb: string;
		rest: string[];
		on: ReadonlySet<Switches>;
		lists: Partial<Record<Lists, string[]>>;
		given: Partial<Record<string, string>>;
	} & Partial<Record<Names, string>>;
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
