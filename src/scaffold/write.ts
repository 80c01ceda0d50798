import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { load } from "../model/load.ts";
import type { KnowledgeBase } from "../model/types.ts";
import { print } from "../problem/print.ts";
import type { Problem } from "../problem/problem.ts";
import { failedWith } from "../read/failure.ts";
import { Refusal } from "./form.ts";

/** Reads the knowledge base that something is to be added to. Throws a Refusal that lists its errors. */
export async function soundBase(dir: string): Promise<KnowledgeBase> {
	const { kb, problems } = await load(dir);
	if (kb !== undefined) return kb;
	const errors = problems.sorted().filter(({ severity }) => severity === "error");
	throw new Refusal(`${print(errors, "text")}\nThe knowledge base has errors; mend them first, since nothing can be checked against it.`);
}

/** What a file would be. */
export interface Draft {
	/** Path below the knowledge base's folder. */
	file: string;
	text: string;
}

/** What check would say of a knowledge base with a file more, of that file alone; and the model, where there is no error. */
export async function tryDraft(dir: string, { file, text }: Draft): Promise<{ kb: KnowledgeBase | undefined; problems: Problem[] }> {
	const { kb, problems } = await load(dir, new Map([[file, text]]));
	return { kb, problems: problems.sorted().filter(({ severity, place }) => severity === "error" || place.file === file) };
}

/** A draft that check passes. Throws a Refusal that says what is wrong with it. */
export async function soundDraft(dir: string, draft: Draft): Promise<{ kb: KnowledgeBase; warnings: string }> {
	const { kb, problems } = await tryDraft(dir, draft);
	if (kb === undefined) throw new Refusal(`${print(problems, "text")}\nNothing was written, since check would not pass with it.`);
	return { kb, warnings: print(problems, "text") };
}

/** Writes a file that is not there yet. Throws a Refusal where it is. */
export async function writeNew(dir: string, { file, text }: Draft): Promise<void> {
	await mkdir(dirname(join(dir, file)), { recursive: true });
	try {
		await writeFile(join(dir, file), text, { flag: "wx" });
	} catch (error) {
		if (!failedWith(error, "EEXIST")) throw error;
		throw new Refusal(`${file} is there already, and nothing is overwritten. Choose another name.`);
	}
}

/** Puts a longer text in place of a file's, at once: whoever reads meanwhile sees the one or the other. */
export async function replace(dir: string, { file, text }: Draft): Promise<void> {
	const beside = join(dir, `${file}.${process.pid}.new`);
	try {
		await writeFile(beside, text, { flag: "wx" });
		await rename(beside, join(dir, file));
	} finally {
		await rm(beside, { force: true });
	}
}
