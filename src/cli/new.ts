import { suggestion } from "../problem/nearest.ts";
import { newBase } from "../scaffold/base.ts";
import { Form, Refusal, type Terminal } from "../scaffold/form.ts";
import { importTable } from "../scaffold/import.ts";
import { newPage } from "../scaffold/page.ts";
import { newRecord, type Written } from "../scaffold/record.ts";
import { newReference } from "../scaffold/reference.ts";
import { newTerm } from "../scaffold/term.ts";
import { openTerminal } from "../scaffold/terminal.ts";
import { readArguments, run, UsageError } from "./arguments.ts";

const kinds = ["record", "records", "term", "page", "reference", "kb"] as const;

await run(async () => {
	const kind = kinds.find((one) => one === process.argv[2]);
	const given = process.argv[2] ?? "";
	if (kind === undefined)
		throw new UsageError(
			`Say first what is new, as in npm run new -- record. ${given === "" || given.startsWith("-") ? `There are ${kinds.join(", ")}.` : `"${given}" is none of it.${suggestion(given, kinds)}`}`,
		);
	try {
		return await make(kind);
	} catch (error) {
		if (error instanceof Refusal) throw new UsageError(error.message);
		throw error;
	}
});

async function make(kind: (typeof kinds)[number]): Promise<number> {
	switch (kind) {
		case "record": {
			const flags = readArguments(["name", "id", "study", "folder"], { lists: ["facet", "measurement"], rest: true });
			noRest(flags.rest);
			return withTerminal((terminal) =>
				newRecord(flags.kb, new Form(flags.given, terminal), { facet: [], measurement: [], ...flags.lists }),
			);
		}
		case "records": {
			const flags = readArguments(["from", "study", "in", "place", "how", "folder"], { switches: ["dry-run"], rest: true });
			noRest(flags.rest);
			const { result, note, code } = await importTable(flags.kb, flags, flags.on.has("dry-run"));
			if (result !== "") console.log(result);
			if (note !== "") console.error(note);
			return code;
		}
		case "term": {
			const flags = readArguments(["facet", "label", "id", "parent", "formula", "synonyms", "summary"], { rest: true });
			noRest(flags.rest);
			return withTerminal((terminal) => newTerm(flags.kb, new Form(flags.given, terminal)));
		}
		case "page": {
			const flags = readArguments(["title", "term", "path", "summary"], { rest: true });
			noRest(flags.rest);
			return withTerminal((terminal) => newPage(flags.kb, new Form(flags.given, terminal)));
		}
		case "reference": {
			const names = [
				"author",
				"title",
				"year",
				"journal",
				"booktitle",
				"volume",
				"pages",
				"institution",
				"number",
				"doi",
				"url",
				"version",
			] as const;
			const flags = readArguments(["key", "type", "file", ...names], { rest: true });
			noRest(flags.rest);
			return withTerminal((terminal) => newReference(flags.kb, new Form(flags.given, terminal)));
		}
		case "kb": {
			const { rest } = readArguments([], { rest: true });
			noRest(rest.slice(1));
			return tell(await newBase(rest[1]));
		}
	}
}

/** Asks on a terminal where both ends are one; a script has to give everything in flags. */
async function withTerminal(make: (terminal: Terminal | undefined) => Promise<Written>): Promise<number> {
	if (!process.stdin.isTTY || !process.stderr.isTTY) return tell(await make(undefined));
	const terminal = openTerminal(process.stdin, process.stderr);
	try {
		return tell(await make(terminal));
	} finally {
		terminal.close();
	}
}

function tell({ file, warnings, next }: Written): number {
	if (warnings !== "") console.error(warnings);
	console.log(file);
	console.error(next.join("\n"));
	return 0;
}

/** The first word is what is new. */
function noRest([, ...others]: readonly string[]): void {
	if (others.length > 0) throw new UsageError(`"${others[0]}" is not expected here. Put a text with spaces in quotes.`);
}
