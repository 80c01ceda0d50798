// The filters of the search page: what there is to choose, how often, and what is chosen, in the address.
import type { SearchIndex } from "../search/client.ts";
import type { FilterLists } from "../search/write.ts";
import { element, setText } from "./search-hits.ts";

interface Value {
	id: string;
	label: string;
	entries: ReadonlySet<string>;
}
interface Filter {
	id: string;
	label: string;
	values: Value[];
}

const few = 8;

/** Chosen values by filter, and the filters of which all chosen values are wanted instead of any. */
export interface Choice {
	values: Map<string, Set<string>>;
	all: Set<string>;
}

/** Reads what is chosen from an address. */
export function readChoice(address: URL): Choice {
	const values = new Map<string, Set<string>>();
	for (const [name, value] of address.searchParams)
		if (name !== "q" && name !== "all") values.set(name, new Set([...(values.get(name) ?? []), value]));
	return { values, all: new Set(address.searchParams.getAll("all")) };
}

/** Writes what is chosen into an address. */
export function writeChoice({ values, all }: Choice, address: URL): void {
	for (const name of [...address.searchParams.keys()]) if (name !== "q") address.searchParams.delete(name);
	for (const [name, chosen] of values) for (const value of chosen) address.searchParams.append(name, value);
	for (const name of all) if ((values.get(name)?.size ?? 0) > 1) address.searchParams.append("all", name);
}

/** The filters as they were written, with the entries of each value. */
export class Filters {
	readonly entries: readonly string[];
	readonly #filters: readonly Filter[];

	private constructor({ entries, filters }: FilterLists) {
		this.entries = entries;
		this.#filters = filters.map(({ id, label, values }) => ({
			id,
			label,
			values: values.map(({ steps, ...value }) => {
				let at = 0;
				const own = steps.map((step) => {
					at += step;
					return entries[at] ?? "";
				});
				return { ...value, entries: new Set(own) };
			}),
		}));
	}

	static async load(index: SearchIndex): Promise<Filters> {
		return new Filters(await (await index.file("filters.json")).json());
	}

	/** The entries among some that all filters let through, one filter left out where it is named. */
	passing(ids: readonly string[], choice: Choice, without?: string): string[] {
		const tests = this.#filters.flatMap(({ id, values }) => {
			const chosen = values.filter((value) => choice.values.get(id)?.has(value.id));
			if (id === without || !choice.values.has(id)) return [];
			return [
				(entry: string) =>
					choice.all.has(id) ? chosen.every((value) => value.entries.has(entry)) : chosen.some((value) => value.entries.has(entry)),
			];
		});
		return ids.filter((entry) => tests.every((test) => test(entry)));
	}

	/** The controls for what was found; `changed` is told the new choice. */
	controls(ids: readonly string[], choice: Choice, opened: ReadonlySet<string>, changed: (choice: Choice) => void): HTMLElement[] {
		return this.#filters.flatMap((filter) => {
			const chosen = choice.values.get(filter.id) ?? new Set();
			const among = this.passing(ids, choice, choice.all.has(filter.id) ? undefined : filter.id);
			const values = filter.values
				.map((value) => ({ ...value, count: among.filter((entry) => value.entries.has(entry)).length }))
				.filter(({ id, count }) => count > 0 || chosen.has(id))
				.sort((a, b) => b.count - a.count);
			if (values.length === 0) return [];
			const group = element("fieldset", "filter", element("legend", "", filter.label));
			group.dataset.filter = filter.id;
			const list = element("ul");
			const open = opened.has(filter.id);
			for (const [index, value] of values.entries()) {
				const item = element("li", "", box(filter, value, value.count, choice, changed));
				item.hidden = !open && index >= few && !chosen.has(value.id);
				list.append(item);
			}
			group.append(list);
			if (!open && values.length > few) {
				const more = element("button", "more", `${values.length - few} more`);
				more.type = "button";
				more.addEventListener("click", () => {
					for (const item of list.children) if (item instanceof HTMLElement) item.hidden = false;
					more.remove();
					group.dataset.open = "";
				});
				group.append(more);
			}
			if (chosen.size > 1 && filter.id !== "kind" && filter.id !== "year") group.append(anyOrAll(filter, choice, changed));
			return [group];
		});
	}
}

function box(filter: Filter, value: Value, count: number, choice: Choice, changed: (choice: Choice) => void): HTMLLabelElement {
	const input = element("input");
	Object.assign(input, {
		type: "checkbox",
		name: filter.id,
		value: value.id,
		checked: choice.values.get(filter.id)?.has(value.id) ?? false,
	});
	input.addEventListener("change", () => {
		const own = new Set(choice.values.get(filter.id));
		if (input.checked) own.add(value.id);
		else own.delete(value.id);
		const values = new Map(choice.values);
		if (own.size === 0) values.delete(filter.id);
		else values.set(filter.id, own);
		changed({ ...choice, values });
	});
	return element("label", "", input, " ", element("span", "", ...setText(value.label)), " ", element("span", "count", String(count)));
}

function anyOrAll(filter: Filter, choice: Choice, changed: (choice: Choice) => void): HTMLElement {
	const options = (
		[
			["any", false],
			["all", true],
		] as const
	).map(([text, all]) => {
		const input = element("input");
		Object.assign(input, {
			type: "radio",
			name: `${filter.id}-all`,
			checked: choice.all.has(filter.id) === all,
			value: all ? "all" : "any",
		});
		input.addEventListener("change", () => {
			const kept = new Set(choice.all);
			if (all) kept.add(filter.id);
			else kept.delete(filter.id);
			changed({ ...choice, all: kept });
		});
		return element("label", "", input, ` ${text}`);
	});
	return element("div", "any-all", ...options);
}
