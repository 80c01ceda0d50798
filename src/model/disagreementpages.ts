import { type DisagreementKind, disagreementKinds } from "../schema/disagreement.ts";
import { listPath, paged } from "./paging.ts";

/** How many disagreements stand on one page of their list. */
const onPage = 40;

/** A disagreement as its place in the list needs it. */
interface Placed {
	id: string;
	kind: DisagreementKind;
}

/** The address of a page of the list of disagreements. */
export function disagreementsPath(page: number): string {
	return listPath("/disagreements/", page);
}

/** Disagreements as they stand on the pages of their list: kind by kind, each kind in their own order. */
export function disagreementPages<T extends Placed>(all: readonly T[]): T[][] {
	return paged(
		disagreementKinds.flatMap((kind) => all.filter((one) => one.kind === kind)),
		onPage,
	);
}

/** The address of each disagreement, by its id. */
export function disagreementAddresses(pages: readonly (readonly Placed[])[]): Map<string, string> {
	return new Map(pages.flatMap((page, index) => page.map(({ id }) => [id, `${disagreementsPath(index + 1)}#${id}`] as const)));
}

/** Where it is said on which page of the list each disagreement stands: links that were made before it moved lead on by it. */
export const disagreementPlacesPath = "/disagreements/places.json";
