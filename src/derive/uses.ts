import type { KnowledgeBase } from "../model/types.ts";
import type { ChartView } from "./chart/view.ts";
import type { PlaceOfCitation } from "./citing.ts";
import type { Disagreements, DisagreementView } from "./disagreements.ts";
import type { PageView } from "./pages.ts";
import type { RecordView } from "./records.ts";
import type { TermView } from "./terms.ts";

/** A page with its citations and what each supports. */
export interface CitingPage {
	title: string;
	path: string;
	cited: readonly PlaceOfCitation[];
}

/** Every page of the site that cites. */
export function citingPages(
	views: {
		pages: readonly PageView[];
		records: readonly RecordView[];
		terms: readonly TermView[];
		disagreements: Disagreements;
		/** The chart over the list of all records. */
		overview: ChartView | undefined;
	},
	kb: Pick<KnowledgeBase, "addresses" | "site">,
): CitingPage[] {
	return [
		...views.pages,
		...views.records.map(({ name, path, cited }) => ({ title: name, path, cited })),
		// A term that has a page of its own has no other.
		...views.terms.filter(({ path }) => kb.addresses.get(path)?.kind === "term").map(termPage),
		...(views.overview === undefined ? [] : [overviewPage(views.overview, kb)]),
		...views.disagreements.pages.map(({ number, path, groups }) => ({
			title: number === 1 ? "Disagreements" : `Disagreements, page ${number}`,
			path,
			cited: groups.flatMap(({ list }) => list.flatMap(inDisagreement)),
		})),
	];
}

function termPage({ label, path, table }: TermView): CitingPage {
	const cited = table.rows.flatMap(({ name, cells }) =>
		cells.flatMap((cell): PlaceOfCitation[] =>
			cell.kind === "study"
				? [{ kind: "table", keys: cell.citation.keys, anchor: cell.citation.id, text: `Table: ${name.map(({ text }) => text).join("")}` }]
				: [],
		),
	);
	return { title: capitalised(label), path, cited };
}

function overviewPage({ title, sources }: ChartView, { site: { record } }: Pick<KnowledgeBase, "site">): CitingPage {
	const cited = [sources.studies, sources.read].flatMap((citation): PlaceOfCitation[] =>
		citation === undefined ? [] : [{ kind: "chart", keys: citation.keys, anchor: citation.id, text: `Chart: ${title}` }],
	);
	return { title: capitalised(record.plural), path: `/${record.address}/`, cited };
}

function capitalised(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

function inDisagreement({ what, printed }: DisagreementView): PlaceOfCitation[] {
	return printed.flatMap(({ citation, place }) =>
		citation === undefined ? [] : [{ kind: "disagreement", keys: citation.keys, anchor: citation.id, text: `${what} (${place})` }],
	);
}
