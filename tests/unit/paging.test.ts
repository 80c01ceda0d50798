import { expect, test } from "vitest";
import { disagreementAddresses, disagreementPages } from "../../src/model/disagreementpages.ts";
import { listPath, paged, pagesNamed } from "../../src/model/paging.ts";

test.each([
	{ things: 0, sizes: [0] },
	{ things: 3, sizes: [3] },
	{ things: 4, sizes: [4] },
	{ things: 5, sizes: [4, 1] },
	{ things: 9, sizes: [4, 4, 1] },
])("$things things stand on pages of four: $sizes", ({ things, sizes }) => {
	const all = Array.from({ length: things }, (_, index) => index);
	const pages = paged(all, 4);
	expect(pages.map(({ length }) => length)).toEqual(sizes);
	expect(pages.flat()).toEqual(all);
});

test("the first page of a list has the list's own address", () => {
	expect([1, 2, 30].map((page) => listPath("/things/", page))).toEqual(["/things/", "/things/page/2/", "/things/page/30/"]);
});

test.each([
	{ page: 1, pages: 1, named: "1" },
	{ page: 1, pages: 3, named: "1 2 3" },
	{ page: 1, pages: 4, named: "1 2 3 4" },
	{ page: 1, pages: 5, named: "1 2 … 5" },
	{ page: 4, pages: 7, named: "1 2 3 4 5 6 7" },
	{ page: 5, pages: 9, named: "1 … 4 5 6 … 9" },
	{ page: 50, pages: 100, named: "1 … 49 50 51 … 100" },
	{ page: 100, pages: 100, named: "1 … 99 100" },
])("page $page of $pages leads to $named", ({ page, pages, named }) => {
	expect(
		pagesNamed(page, pages)
			.map((number) => number ?? "…")
			.join(" "),
	).toBe(named);
});

test("disagreements stand kind by kind, and each has the address of its page", () => {
	const all = Array.from({ length: 90 }, (_, index) => ({
		id: `n${index}`,
		kind: index % 2 === 0 ? ("statement" as const) : ("value" as const),
	}));
	const pages = disagreementPages(all);
	expect(pages.flat().map(({ kind }) => kind)).toEqual([...Array(45).fill("value"), ...Array(45).fill("statement")]);
	const addresses = disagreementAddresses(pages);
	expect(addresses.size).toBe(90);
	expect(["n1", "n79", "n81", "n88"].map((id) => addresses.get(id))).toEqual([
		"/disagreements/#n1",
		"/disagreements/#n79",
		"/disagreements/page/2/#n81",
		"/disagreements/page/3/#n88",
	]);
});
