import { join } from "node:path";
import { type Built, build, forget } from "./build.ts";
import { writeKnowledgeBase } from "./made/kb.ts";

/** How many items a made-up knowledge base has. */
export interface Items {
	records?: number;
	pages?: number;
	entries: number;
}

/** A knowledge base that was built in full, where it lies, and what that took. */
export interface Base {
	kb: string;
	dist: string;
	built: Built;
}

/** Where the bench puts what it makes. */
export const workplace = join(import.meta.dirname, "../.cache/bench");

const bases = new Map<string, Promise<Base>>();

/** Makes up a knowledge base of some size and builds it in full, with nothing left of earlier builds; once a run. */
export function base({ records = 0, pages = 0, entries }: Items): Promise<Base> {
	const name = `${records}-records-${pages}-pages-${entries}-works`;
	const made = bases.get(name) ?? make(name, { records, pages, entries });
	bases.set(name, made);
	return made;
}

async function make(name: string, items: Required<Items>): Promise<Base> {
	console.error(`Building ${name.replaceAll("-", " ")} …`);
	const [kb, dist] = [join(workplace, name, "kb"), join(workplace, name, "dist")];
	await writeKnowledgeBase(kb, { ...items, style: "chemistry" });
	await forget(kb, dist);
	return { kb, dist, built: await build(kb, dist) };
}

/** A knowledge base of so many items. */
export interface Sized extends Base {
	items: number;
}

/** Builds a knowledge base of each number of items, in full. */
export async function builtSizes(numbers: readonly number[], of: (items: number) => Items): Promise<Sized[]> {
	const sized: Sized[] = [];
	for (const items of numbers) sized.push({ items, ...(await base(of(items))) });
	return sized;
}
