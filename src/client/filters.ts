import { columnKeys, type State } from "./address.ts";
import { nameNodes } from "./cells.ts";
import { element } from "./element.ts";
import type { Records } from "./records.ts";

/** The controls that choose records: text, terms of facets with counts, ranges of numbers, columns. */
export class FilterControls {
	readonly element = element("form", { class: "record-filters", "aria-label": "Filters" });
	readonly #records: Records;
	readonly #state: State;
	readonly #changed: () => void;
	readonly #terms: { facet: string; term: number; box: HTMLInputElement; label: HTMLElement; count: HTMLElement }[] = [];
	readonly #inputs: (() => void)[] = [];

	/** `changed` is told whenever the reader has changed the state. */
	constructor(records: Records, state: State, changed: () => void) {
		this.#records = records;
		this.#state = state;
		this.#changed = changed;
		this.element.addEventListener("submit", (event) => event.preventDefault());
		this.element.append(this.#text(), ...records.data.facets.flatMap((_, index) => this.#facet(index)), this.#ranges(), this.#columns());
	}

	/** Shows the state as it is, and how many records each term would give. */
	show(counts: (facet: string) => ReadonlyMap<number, number>): void {
		for (const input of this.#inputs) input();
		const byFacet = new Map(this.#records.data.facets.map(({ id }) => [id, counts(id)]));
		for (const { facet, term, box, label, count } of this.#terms) {
			const number = byFacet.get(facet)?.get(term) ?? 0;
			count.textContent = String(number);
			label.classList.toggle("none", number === 0 && !box.checked);
		}
	}

	#text(): HTMLElement {
		const input = element("input", { type: "search", autocomplete: "off", spellcheck: "false", enterkeyhint: "search" });
		input.addEventListener("input", () => {
			this.#state.text = input.value;
			this.#changed();
		});
		this.#inputs.push(() => {
			if (input.value !== this.#state.text) input.value = this.#state.text;
		});
		return element("label", { class: "text" }, "Text", input);
	}

	#facet(index: number): HTMLElement[] {
		const facet = this.#records.data.facets[index];
		if (facet === undefined) return [];
		const used = new Set<number>();
		for (const terms of facet.rows)
			for (let term of terms) for (; term >= 0 && !used.has(term); term = facet.terms[term]?.parent ?? -1) used.add(term);
		if (used.size === 0) return [];
		const list = element("ul");
		const below = (parent: number, depth: number) => {
			for (const [term, { id, label, parent: own }] of facet.terms.entries()) {
				if (own !== parent || !used.has(term)) continue;
				const box = element("input", { type: "checkbox" });
				const count = element("span", { class: "count" });
				const line = element("label", { class: `depth-${Math.min(depth, 3)}` }, box, element("span", {}, ...nameNodes(label)), count);
				box.addEventListener("change", () => this.#choose(facet.id, id, box.checked));
				this.#inputs.push(() => {
					box.checked = this.#state.terms.get(facet.id)?.includes(id) ?? false;
				});
				this.#terms.push({ facet: facet.id, term, box, label: line, count });
				list.append(element("li", {}, line));
				below(term, depth + 1);
			}
		};
		below(-1, 0);
		const summary = element("summary", {}, facet.label);
		const chosen = element("span", { class: "count" });
		summary.append(" ", chosen);
		this.#inputs.push(() => {
			const number = this.#state.terms.get(facet.id)?.length ?? 0;
			chosen.textContent = number === 0 ? "" : String(number);
		});
		return [element("details", { open: this.#state.terms.has(facet.id) || index === 0 }, summary, list)];
	}

	#choose(facet: string, term: string, chosen: boolean): void {
		const others = (this.#state.terms.get(facet) ?? []).filter((id) => id !== term);
		const now = chosen ? [...others, term] : others;
		if (now.length === 0) this.#state.terms.delete(facet);
		else this.#state.terms.set(facet, now);
		this.#changed();
	}

	#ranges(): HTMLElement {
		const rows = this.#records.data.columns
			.filter(({ shown }) => shown)
			.map(({ key, label, unit }) => {
				const [from, to] = [0, 1].map((end) => {
					const input = element("input", {
						type: "number",
						step: "any",
						inputmode: "decimal",
						"aria-label": `${label}, ${end === 0 ? "at least" : "at most"}`,
					});
					input.addEventListener("input", () => {
						const range: [number, number] = [...(this.#state.ranges.get(key) ?? [Number.NaN, Number.NaN])];
						range[end] = input.value === "" ? Number.NaN : input.valueAsNumber;
						if (range.every(Number.isNaN)) this.#state.ranges.delete(key);
						else this.#state.ranges.set(key, range);
						this.#changed();
					});
					this.#inputs.push(() => {
						const number = this.#state.ranges.get(key)?.[end] ?? Number.NaN;
						if (!Object.is(input.valueAsNumber, number)) input.value = Number.isNaN(number) ? "" : String(number);
					});
					return input;
				});
				return element(
					"div",
					{ class: "range" },
					element("span", {}, label, unit === "" ? "" : `, ${unit}`),
					...(from && to ? [from, "–", to] : []),
				);
			});
		return element("details", { open: this.#state.ranges.size > 0 }, element("summary", {}, "numbers"), ...rows);
	}

	#columns(): HTMLElement {
		const { facets, columns } = this.#records.data;
		const shown = shownColumns(this.#state, this.#records);
		const labels = new Map([
			...facets.map(({ id, label }): [string, string] => [id, label]),
			...columns.map(({ key, label, which }): [string, string] => [key, which === "" ? label : `${label}, ${which}`]),
		]);
		const list = element("ul");
		for (const key of columnKeys(this.#records.data)) {
			const box = element("input", { type: "checkbox" });
			box.checked = shown.includes(key);
			box.addEventListener("change", () => {
				const now = new Set(shownColumns(this.#state, this.#records));
				if (box.checked) now.add(key);
				else now.delete(key);
				this.#state.columns = columnKeys(this.#records.data).filter((one) => now.has(one));
				this.#changed();
			});
			this.#inputs.push(() => {
				box.checked = shownColumns(this.#state, this.#records).includes(key);
			});
			list.append(element("li", {}, element("label", {}, box, labels.get(key) ?? key)));
		}
		return element("details", {}, element("summary", {}, "columns"), list);
	}
}

/** The columns that are shown: those chosen, or those of the site. */
export function shownColumns({ columns }: State, { data }: Records): string[] {
	return (
		columns ?? [
			...data.facets.flatMap(({ id, shown }) => (shown ? [id] : [])),
			...data.columns.flatMap(({ key, shown }) => (shown ? [key] : [])),
			"study",
		]
	);
}
