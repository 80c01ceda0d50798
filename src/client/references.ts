// The list of all references: narrowed as one types, sorted, grouped by year. The address keeps both.
import { readContext } from "../cite/export/context.ts";

const [form, find, sort, count, library] = ["narrow", "find", "sort", "count", "library"].map((id) => document.getElementById(id));
const items = [...(library?.querySelectorAll("li") ?? [])];

if (form instanceof HTMLFormElement && find instanceof HTMLInputElement && sort instanceof HTMLSelectElement && count && library) {
	const { compare } = new Intl.Collator(document.documentElement.lang, { sensitivity: "base", numeric: true });
	const by = (name: string) => (a: HTMLLIElement, b: HTMLLIElement) => {
		const [left = "", right = ""] = [a.dataset[name], b.dataset[name]];
		// What has none comes last.
		return left === "" || right === "" ? Number(left === "") - Number(right === "") : compare(left, right);
	};
	const orders: Record<string, (a: HTMLLIElement, b: HTMLLIElement) => number> = {
		number: by("order"),
		year: (a, b) => by("year")(b, a) || by("author")(a, b),
		author: (a, b) => by("author")(a, b) || by("year")(a, b),
		journal: (a, b) => by("journal")(a, b) || by("year")(a, b),
		cited: (a, b) => by("cited")(b, a),
	};
	const texts = new Map(items.map((item, index) => [item, fold(prepared(item, index + 1))]));

	const arrange = () => {
		const sorted = items.toSorted((a, b) => orders[sort.value]?.(a, b) || by("order")(a, b));
		const groups = new Map<string, HTMLLIElement[]>();
		for (const item of sorted) {
			const group = sort.value === "year" ? item.dataset.year || "Without a year" : "";
			groups.set(group, [...(groups.get(group) ?? []), item]);
		}
		library.replaceChildren(...[...groups].map(([title, list]) => section(title, list)));
	};
	const narrow = () => {
		const words = fold(find.value).split(/\s+/).filter(Boolean);
		for (const item of items) item.hidden = !words.every((word) => texts.get(item)?.includes(word));
		const shown = items.filter(({ hidden }) => !hidden).length;
		for (const group of library.querySelectorAll("section")) {
			const left = group.querySelectorAll("li:not([hidden])").length;
			group.hidden = left === 0;
			const number = group.querySelector(".count");
			if (number !== null) number.textContent = String(left);
		}
		count.textContent =
			shown === items.length
				? `${items.length} references`
				: shown === 0
					? `None of ${items.length} references has all of these words. Try fewer, or a name and a year.`
					: `${shown} of ${items.length} references`;
	};
	const remember = () => {
		const address = new URL(location.href);
		for (const [name, value] of [
			["q", find.value.trim()],
			["sort", sort.value === "number" ? "" : sort.value],
		] as const) {
			if (value === "") address.searchParams.delete(name);
			else address.searchParams.set(name, value);
		}
		history.replaceState(null, "", address);
	};

	const asked = new URLSearchParams(location.search);
	find.value = asked.get("q") ?? "";
	if (Object.hasOwn(orders, asked.get("sort") ?? "")) sort.value = asked.get("sort") ?? "";
	if (sort.value !== "number") arrange();
	narrow();
	form.hidden = false;
	form.addEventListener("submit", (event) => event.preventDefault());
	find.addEventListener("input", () => {
		narrow();
		remember();
	});
	sort.addEventListener("change", () => {
		arrange();
		narrow();
		remember();
	});
}

/** Notes what a work is sorted by, from what stands in the list; gives what it is found by. */
function prepared(item: HTMLLIElement, order: number): string {
	const { author, journal, year, words } = readContext(item.querySelector<HTMLElement>(".Z3988")?.title ?? "");
	const cited = /\d+/.exec(item.querySelector(".links > :last-child")?.textContent ?? "")?.[0] ?? "0";
	const numbered = item.closest(".unnumbered") === null;
	// In another order it keeps its number.
	if (numbered) item.value = order;
	Object.assign(item.dataset, { author, journal, ...item.dataset, order, year, cited });
	return [numbered ? order : "", item.querySelector(".label")?.textContent, item.id, ...words].join(" ");
}

/** A list, below a heading where the lists are grouped. */
function section(title: string, list: readonly HTMLLIElement[]): HTMLElement {
	const ordered = document.createElement("ol");
	ordered.className = list[0]?.hasAttribute("value") ? "references" : "references unnumbered";
	ordered.append(...list);
	if (title === "") return ordered;
	const group = document.createElement("section");
	const heading = document.createElement("h2");
	const number = document.createElement("span");
	number.className = "count";
	heading.append(title, " ", number);
	group.append(heading, ordered);
	return group;
}

/** Small letters without accents. */
function fold(text: string): string {
	const letters: Record<string, string> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", ı: "i", þ: "th" };
	return text
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.replace(/[ßæœøđðłıþ]/g, (letter) => letters[letter] ?? letter);
}
