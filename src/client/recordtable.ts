import { type Family, families, type Rankable, rank } from "../derive/arrange.ts";
import { guardLine, relate, tierText } from "../derive/guard.ts";
import { unpack } from "../derive/packed.ts";
import type { TableData } from "../derive/tabledata.ts";
import { element } from "./element.ts";

/** A row of the page's table, with what the guard knows of it. */
interface Row {
	id: string;
	study: string;
	controlOf: readonly string[];
	tr: HTMLTableRowElement;
	name: string;
	text: string;
	values: RowValue[];
}

interface RowValue extends Rankable {
	column: number;
	/** Whether it may be ranked: measured, and not in doubt. */
	ranked: boolean;
}

interface Sort {
	column: number;
	/** Of numbers: more first. Of texts: from Z. */
	falling: boolean;
}

/** A table on a page that can be sorted, filtered, and held against one of its rows. */
export class RecordTable {
	readonly #figure: HTMLElement;
	readonly #data: TableData;
	readonly #table: HTMLTableElement;
	readonly #rows: Row[];
	/** The page's own groups, to go back to. */
	readonly #bodies: { body: HTMLTableSectionElement; rows: HTMLTableRowElement[] }[];
	readonly #status: HTMLElement;
	readonly #across: HTMLButtonElement;
	#words: string[] = [];
	#sort: Sort | undefined;
	#within: "study" | "all" = "study";
	#reference: Row | undefined;

	constructor(figure: HTMLElement, data: TableData) {
		const table = figure.querySelector("table");
		const status = figure.querySelector<HTMLElement>(".answer .status");
		const across = figure.querySelector<HTMLButtonElement>(".answer button");
		if (table === null || status === null || across === null) throw new Error("A figure of class table lacks its table or its tools.");
		this.#status = status;
		this.#across = across;
		this.#figure = figure;
		this.#data = data;
		this.#table = table;
		this.#bodies = [...table.tBodies].map((body) => ({ body, rows: [...body.rows] }));
		const byId = new Map([...table.querySelectorAll<HTMLTableRowElement>("tr[data-record]")].map((tr) => [tr.dataset.record, tr]));
		this.#rows = data.rows.flatMap(({ id, study, controlOf, values }): Row[] => {
			const tr = byId.get(id);
			if (tr === undefined) return [];
			return [
				{
					id,
					study,
					controlOf,
					tr,
					name: tr.querySelector(".name")?.textContent ?? id,
					text: fold(tr.textContent),
					values: values.flatMap((value, column): RowValue[] => {
						if (value === null) return [];
						const [number, states, ranked] = value;
						return [{ row: id, study, ...unpack(data, states), number, ranked: ranked === 1, column }];
					}),
				},
			];
		});
		this.#headers();
		this.#tools();
		this.#render();
	}

	/** Every header becomes a button: best first, worst first, the page's order. */
	#headers(): void {
		for (const [index, th] of [...(this.#table.tHead?.rows[0]?.cells ?? [])].entries()) {
			const button = element("button", { type: "button", class: "sort" });
			button.append(...th.childNodes);
			th.append(button);
			const column = index - 1;
			const first = this.#data.falling[column] ?? false;
			button.addEventListener("click", () => {
				if (this.#sort?.column !== column) this.#sort = { column, falling: first };
				else if (this.#sort.falling === first) this.#sort = { column, falling: !first };
				else this.#sort = undefined;
				this.#render();
			});
		}
	}

	/** The page has the tools in their place, hidden until they work. */
	#tools(): void {
		const tools = this.#figure.querySelector<HTMLElement>(".tools");
		const filter = tools?.querySelector("input");
		filter?.addEventListener("input", () => {
			this.#words = fold(filter.value).split(/\s+/).filter(Boolean);
			this.#render();
		});
		const reference = tools?.querySelector("select");
		reference?.append(
			...this.#rows.filter(({ values }) => values.length > 0).map(({ id, name }) => element("option", { value: id }, name)),
		);
		reference?.addEventListener("change", () => {
			this.#reference = this.#rows.find(({ id }) => id === reference.value);
			this.#render();
		});
		this.#across.addEventListener("click", () => {
			this.#within = this.#within === "study" ? "all" : "study";
			this.#render();
		});
		if (tools != null) tools.hidden = false;
	}

	#render(): void {
		const all = families(this.#rows).filter((family) => family.some(({ text }) => this.#words.every((word) => text.includes(word))));
		const shown = new Set(all.flat());
		for (const { tr } of this.#rows) tr.hidden = true;
		for (const { tr } of shown) tr.hidden = false;
		this.#place(all);
		this.#holdAgainst();
		const guard = this.#figure.querySelector(".guard");
		if (this.#words.length > 0 || guard?.hasAttribute("data-changed")) {
			if (guard !== null)
				guard.textContent = guardLine(
					[...shown].flatMap(({ values }) => values),
					this.#data.deciding,
				);
			guard?.setAttribute("data-changed", "");
		}
		this.#say(all);
	}

	/** Puts the families in their order: the page's own, by a text, or ranked within tiers. */
	#place(all: readonly Family<Row>[]): void {
		for (const body of [...this.#table.tBodies]) body.remove();
		const sort = this.#sort;
		for (const [index, th] of [...(this.#table.tHead?.rows[0]?.cells ?? [])].entries()) {
			if (sort?.column === index - 1) th.setAttribute("aria-sort", sort.falling ? "descending" : "ascending");
			else th.removeAttribute("aria-sort");
		}
		if (sort === undefined) {
			for (const { body, rows } of this.#bodies) {
				body.append(...rows);
				this.#table.append(body);
				const [first] = rows;
				if (first?.classList.contains("group")) first.hidden = rows.slice(1).every(({ hidden }) => hidden);
			}
			return;
		}
		if (this.#data.falling[sort.column] == null) {
			const text = (row: Row) => (sort.column < 0 ? row.name : (row.tr.cells[sort.column + 1]?.textContent ?? "")).trim();
			const sorted = [...all].sort(([a], [b]) => text(a).localeCompare(text(b), "en", { numeric: true }) * (sort.falling ? -1 : 1));
			this.#table.append(this.#body("", sorted));
			return;
		}
		const { ranked, alone } = this.#ranked(all, sort);
		for (const { tier, families: best } of ranked)
			this.#table.append(this.#body(`Ranked: ${this.#within === "study" ? "one study; " : ""}${tierText(tier)}`, best));
		if (alone.length > 0)
			this.#table.append(
				this.#body(ranked.length === 0 ? "Not ranked: none was measured like another" : "Not ranked: not measured like any other", alone),
			);
	}

	#ranked(all: readonly Family<Row>[], { column, falling }: Sort) {
		const value = (row: Row) => row.values.find((one) => one.column === column && one.ranked);
		return rank(all, value, this.#data.deciding, { within: this.#within, falling });
	}

	#body(title: string, all: readonly Family<Row>[]): HTMLTableSectionElement {
		const body = element("tbody");
		const span = this.#data.falling.length + 1;
		if (title !== "")
			body.append(element("tr", { class: "group" }, element("th", { colspan: span, scope: "rowgroup" }, element("span", {}, title))));
		body.append(...all.flat().map(({ tr }) => tr));
		return body;
	}

	/** Greys every value that cannot stand beside the one of the row that was chosen, and says why. */
	#holdAgainst(): void {
		const reference = this.#reference;
		for (const row of this.#rows) {
			row.tr.classList.toggle("reference", row === reference);
			for (const cell of [...row.tr.cells].slice(1)) {
				cell.classList.remove("outside");
				cell.querySelector(".why")?.remove();
			}
			for (const value of row.values) {
				if (reference === undefined || row === reference) continue;
				const { column } = value;
				const cell = row.tr.cells[column + 1];
				const other = reference.values.find((one) => one.column === column);
				if (cell === undefined) continue;
				const { verdict, why } = other === undefined ? noValue : relate(other, value, this.#stated(column));
				cell.classList.toggle("outside", verdict === "not comparable");
				if (why !== "") cell.append(element("span", { class: "why" }, why));
			}
		}
	}

	/** The conditions that any value of a column states: what none gives stands in the guard's line, not at each value. */
	#stated(column: number) {
		const values = this.#rows.flatMap((row) => row.values.filter((value) => value.column === column));
		return this.#data.deciding.filter(({ id }) => values.some(({ at }) => at[id] !== undefined));
	}

	#say(all: readonly Family<Row>[]): void {
		const { label = "", plural = "" } = this.#figure.dataset;
		const rows = all.flat().length;
		const parts: string[] = [];
		if (this.#words.length > 0) parts.push(`${rows} of ${this.#rows.length} ${this.#rows.length === 1 ? label : plural}.`);
		if (this.#words.length > 0 && rows === 0) parts.push("Nothing fits: try fewer words.");
		const sort = this.#sort;
		const measured = sort !== undefined && this.#data.falling[sort.column] != null;
		this.#across.hidden = !measured;
		if (sort !== undefined && measured) {
			const { ranked, alone } = this.#ranked(all, sort);
			const placed = ranked.flatMap(({ families }) => families).length;
			const where = this.#within === "study" ? "within one study" : "in all studies";
			parts.push(
				placed === 0
					? `Nothing to rank: no two were measured alike ${where}.`
					: `${placed} ranked where measured alike ${where}; ${alone.length} stand alone.`,
			);
			this.#across.textContent = this.#within === "study" ? "Rank across studies" : "Rank within studies only";
		}
		if (this.#reference !== undefined)
			parts.push(`Grey: not comparable with ${this.#reference.name}. The others are, as far as their conditions are known.`);
		this.#status.textContent = parts.join(" ");
	}
}

const noValue = { verdict: "not comparable" as const, why: "no value to hold it against" };

/** A text as it is searched: lower case, indices and dashes as plain characters. */
function fold(text: string): string {
	return text
		.normalize("NFKD")
		.toLowerCase()
		.replace(/[‐-―−]/g, "-")
		.replace(/\s+/g, " ");
}
