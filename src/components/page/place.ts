import { session } from "virtual:atlas";
import type { UseView } from "../../derive/pages.ts";

/** What a component on a page is given: where it stands. */
export interface PlaceOnPage {
	/** The page's address. */
	page: string;
	/** Its number among the page's uses. */
	use: string;
}

/** What was derived for a use of a kind. Throws where there is none: check has seen every use. */
export function derivedFor<K extends UseView["kind"]>({ page, use }: PlaceOnPage, kind: K): Extract<UseView, { kind: K }> {
	const view = session().views.pages.get(page)?.uses[Number(use)];
	if (!isKind(view, kind)) throw new Error(`Use ${use} of ${page} is not a ${kind}.`);
	return view;
}

function isKind<K extends UseView["kind"]>(view: UseView | undefined, kind: K): view is Extract<UseView, { kind: K }> {
	return view?.kind === kind;
}
