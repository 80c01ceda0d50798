/** A list cut into the pages that it stands on: at least one, so that an empty list has a page as well. */
export function paged<T>(all: readonly T[], onPage: number): T[][] {
	const pages = Math.max(1, Math.ceil(all.length / onPage));
	return Array.from({ length: pages }, (_, index) => all.slice(index * onPage, (index + 1) * onPage));
}

/** The address of a page of a list, from 1: the first one is the address of the list itself. */
export function listPath(list: string, page: number): string {
	return page === 1 ? list : `${list}page/${page}/`;
}
