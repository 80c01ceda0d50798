import type { KnowledgeBase } from "../model/types.ts";
import type { PlaceOfCitation } from "./citing.ts";
import type { DisagreementView } from "./disagreements.ts";
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
		disagreements: readonly DisagreementView[];
	},
	kb: Pick<KnowledgeBase, "addresses">,
): CitingPage[] {
	return [
		...views.pages,
		...views.records.map(({ name, path, cited }) => ({ title: name, path, cited })),
		// A term that has a page of its own has no other.
		...views.terms.filter(({ path }) => kb.addresses.get(path)?.kind === "term").map(termPage),
		{ title: "Disagreements", path: "/disagreements/", cited: views.disagreements.flatMap(inDisagreement) },
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
	return { title: label.charAt(0).toUpperCase() + label.slice(1), path, cited };
}

function inDisagreement({ what, printed }: DisagreementView): PlaceOfCitation[] {
	return printed.flatMap(({ citation, place }) =>
		citation === undefined ? [] : [{ kind: "disagreement", keys: citation.keys, anchor: citation.id, text: `${what} (${place})` }],
	);
}
