import { usesPath } from "../model/addresses.ts";
import { paged } from "../model/paging.ts";
import type { Address, KnowledgeBase } from "../model/types.ts";
import type { Elsewhere, LibraryEntry, UseOfWork } from "./library.ts";

/** What a place has to do with a work: it uses it, is a disagreement about it, or a misprint of its number. */
export type KindOfUse = UseOfWork["kind"] | "about" | "misprint";

/** The kinds in the order in which they are listed. */
export const kindsOfUse = ["study", "about", "misprint", "text", "table", "chart", "value", "note", "disagreement"] as const;

/** A place as the list of all has it. */
export type PlaceOfWork = Omit<UseOfWork, "kind"> & { kind: KindOfUse };

/** All places that have to do with a work, on pages of their own. */
export interface AllPlaces {
	count: number;
	pages: PlaceOfWork[][];
	/** The kinds that occur: how many places, and the address where they begin. */
	kinds: { kind: KindOfUse; count: number; to: string }[];
}

/** A list of a work's page with more entries than this is cut, so that the page does not grow with the knowledge base … */
const most = 10;
/** … to so many. */
const first = 8;
/** How many places stand on one of the pages of all. */
const onPage = 150;

/** The entries of a list that a work's page shows. */
export function shown<T>(list: readonly T[]): readonly T[] {
	return list.length > most ? list.slice(0, first) : list;
}

/** The pages of all places, where a list of them is cut on the work's own page. */
export function allPlaces(
	key: string,
	{ uses, disagreements, elsewhere }: Pick<LibraryEntry, "uses" | "disagreements" | "elsewhere">,
): AllPlaces | undefined {
	const about = disagreements.map(
		({ what, shown: text, to }): PlaceOfWork => ({ kind: "about", title: "Disagreements", text: `${what}: ${text}`, to }),
	);
	const misprints = elsewhere.flatMap(misprintsIn);
	const byKind = Map.groupBy<KindOfUse, PlaceOfWork>([...uses, ...about, ...misprints], ({ kind }) => kind);
	if ([...byKind.values()].every(({ length }) => length <= most)) return undefined;
	const all = kindsOfUse.flatMap((kind) => byKind.get(kind) ?? []);
	return {
		count: all.length,
		pages: paged(all, onPage),
		kinds: kindsOfUse.flatMap((kind) => {
			const list = byKind.get(kind);
			const [begin] = list ?? [];
			if (list === undefined || begin === undefined) return [];
			return [{ kind, count: list.length, to: `${usesPath(key, Math.floor(all.indexOf(begin) / onPage) + 1)}#${kind}` }];
		}),
	};
}

function misprintsIn({ short, wrong, confused }: Elsewhere): PlaceOfWork[] {
	return [
		...wrong.map(({ name, to, place, number }) => ({ title: name, to, text: `${short}, ${place}: cited as ${number}` })),
		...confused.map(({ short: meant, to, number }) => ({
			title: meant,
			to,
			text: `${short}: ${number} is printed where ${meant} is meant`,
		})),
	].map((one) => ({ kind: "misprint", ...one }));
}

/** The addresses of these pages, which are known only when everything is derived. */
export function usesAddresses(library: readonly LibraryEntry[], kb: Pick<KnowledgeBase, "works">): [path: string, address: Address][] {
	return library.flatMap(({ key, all }) =>
		(all?.pages ?? []).flatMap((_, index): [string, Address][] => {
			const path = usesPath(key, index + 1);
			const place = kb.works.get(key)?.bibtex.place;
			const anchors = new Set((all?.kinds ?? []).flatMap(({ kind, to }) => (to.startsWith(`${path}#`) ? [kind] : [])));
			return place === undefined ? [] : [[path, { path, kind: "uses", id: `${key} ${index + 1}`, anchors, place }]];
		}),
	);
}
