/** A list cut into the pages that it stands on: at least one, so that an empty list has a page as well. */
export function paged<T>(all: readonly T[], onPage: number): T[][] {
	const pages = Math.max(1, Math.ceil(all.length / onPage));
	return Array.from({ length: pages }, (_, index) => all.slice(index * onPage, (index + 1) * onPage));
}

/** The address of a page of a list, from 1: the first one is the address of the list itself. */
export function listPath(list: string, page: number): string {
	return page === 1 ? list : `${list}page/${page}/`;
}

/**
 * The pages that a page of a list leads to: the first, the last, itself and its neighbours, with nothing for what is left
 * out between two of them. A page stands for itself where it would be the only one left out.
 */
export function pagesNamed(page: number, pages: number): (number | undefined)[] {
	const named = [...new Set([1, page - 1, page, page + 1, pages])].filter((number) => number >= 1 && number <= pages);
	return named.flatMap((number, index) => {
		const left = number - (named[index - 1] ?? number) - 1;
		return left > 1 ? [undefined, number] : left === 1 ? [number - 1, number] : [number];
	});
}
