import { relate } from "../derive/guard.ts";
import type { Line } from "./arrangement.ts";
import { absentNode, nameNodes, valueNodes } from "./cells.ts";
import { element } from "./element.ts";
import type { BrowserRecord, Records, RecordValue } from "./records.ts";
import { Windowed } from "./windowed.ts";

/** What the table tells the explorer. */
export interface TableActions {
	sort(by: string): void;
	/** Chooses a record for the comparison, or leaves it out. */
	choose(id: string, chosen: boolean): void;
}

/** What the table shows besides its lines. */
export interface TableView {
	columns: readonly string[];
	sort: { by: string; falling: boolean } | undefined;
	/** The records chosen for the comparison; values are held against the first one. */
	chosen: readonly string[];
}

/** The explorer's table: the lines in sight of all that fit. */
export class ExplorerTable {
	readonly element: HTMLElement;
	readonly #records: Records;
	readonly #actions: TableActions;
	readonly #root: string;
	readonly #table = element("table");
	readonly #head = element("thead");
	readonly #body = element("tbody");
	readonly #window: Windowed;
	#lines: readonly Line[] = [];
	#view: TableView = { columns: [], sort: undefined, chosen: [] };

	/** `root` is the site's base path. */
	constructor(records: Records, root: string, actions: TableActions) {
		this.#records = records;
		this.#root = root.replace(/\/$/, "");
		this.#actions = actions;
		this.#table.append(this.#head, this.#body);
		const scroll = element("div", { class: "scroll windowed", role: "group", "aria-label": records.data.plural, tabindex: 0 }, this.#table);
		this.element = element("div", { class: "table" }, scroll);
		this.#window = new Windowed(this.#body, scroll, 64);
	}

	/** Shows lines. */
	show(lines: readonly Line[], view: TableView): void {
		const same = this.#head.rows.length > 0 && view.columns.join() === this.#view.columns.join();
		this.#lines = lines;
		this.#view = view;
		if (!same) this.#header();
		this.#markSort();
		this.#table.ariaRowCount = String(lines.length + 1);
		this.#window.show(lines.length, (line) => this.#row(line));
	}

	/** Shows which records are chosen, the lines as they are. The lines are made anew; the box that had the focus has it again. */
	choose(chosen: readonly string[]): void {
		const { activeElement } = document;
		const held = activeElement instanceof HTMLInputElement && this.#body.contains(activeElement) ? activeElement.dataset.record : undefined;
		this.#view = { ...this.#view, chosen };
		for (const box of this.#body.querySelectorAll<HTMLInputElement>("input[data-record]")) this.#setBox(box, box.dataset.record ?? "");
		this.#window.refresh();
		for (const box of this.#body.querySelectorAll<HTMLInputElement>("input[data-record]"))
			if (box.dataset.record === held) box.focus({ preventScroll: true });
	}

	#header(): void {
		const { facets, columns } = this.#records.data;
		const cells = [
			element("th", { scope: "col", class: "choose" }, element("span", { class: "hidden" }, "compare")),
			this.#headerCell("name", this.#records.data.label),
		];
		for (const key of this.#view.columns) {
			const column = columns.find((one) => one.key === key);
			const cell = this.#headerCell(key, column?.label ?? facets.find(({ id }) => id === key)?.label ?? key);
			if (column !== undefined) {
				cell.classList.add("numeric");
				const button = cell.firstElementChild;
				if (column.unit !== "") button?.append(element("span", { class: "unit" }, column.unit));
				if (column.which !== "") button?.append(element("span", { class: "which" }, column.which));
			}
			cells.push(cell);
		}
		this.#head.replaceChildren(element("tr", {}, ...cells));
	}

	#headerCell(key: string, label: string): HTMLTableCellElement {
		const button = element("button", { type: "button", class: "sort" }, element("span", { class: "label" }, label));
		button.addEventListener("click", () => this.#actions.sort(key));
		return element("th", { scope: "col", "data-key": key }, button);
	}

	#markSort(): void {
		const { sort } = this.#view;
		for (const cell of this.#head.querySelectorAll("th"))
			if (sort !== undefined && cell.dataset.key === sort.by) cell.ariaSort = sort.falling ? "descending" : "ascending";
			else cell.removeAttribute("aria-sort");
	}

	#row(place: number): HTMLTableRowElement {
		const line = this.#lines[place];
		if (line === undefined) return element("tr");
		if (line.kind === "group")
			return element(
				"tr",
				{ class: "group" },
				element("th", { colspan: this.#view.columns.length + 2, scope: "rowgroup" }, element("span", {}, line.text)),
			);
		const { record, control, companion } = line;
		const { data } = this.#records;
		const to = this.#pathOf(record);
		const box = element("input", { type: "checkbox", "data-record": record.id, "aria-label": `Compare ${record.name}` });
		this.#setBox(box, record.id);
		box.addEventListener("change", () => this.#actions.choose(record.id, box.checked));
		const group = data.groups[data.group[record.index] ?? -1];
		const name = element("a", { class: `name${group === undefined ? "" : ` group-${group}`}`, href: to }, ...nameNodes(record.name));
		const head = element("th", { scope: "row" }, name);
		if (control) head.prepend(element("span", { class: "hidden" }, "control: "));
		if (companion) head.append(element("span", { class: "why" }, "control; does not fit the filters"));
		const classes = [control ? "control" : "", companion ? "companion" : "", this.#view.chosen[0] === record.id ? "reference" : ""];
		return element(
			"tr",
			{ class: classes.filter(Boolean).join(" "), "data-id": record.id },
			element("td", { class: "choose" }, element("label", {}, box)),
			head,
			...this.#view.columns.map((key) => this.#cell(key, record, to)),
		);
	}

	#cell(key: string, record: BrowserRecord, to: string): HTMLTableCellElement {
		const { facets, columns, studies, study } = this.#records.data;
		if (key === "study") {
			const { short = "", to: path = "" } = studies[study[record.index] ?? -1] ?? {};
			return element("td", { class: "study" }, path === "" ? short : element("a", { href: `${this.#root}${path}` }, short));
		}
		const facet = facets.findIndex(({ id }) => id === key);
		if (facet >= 0) {
			const terms = this.#records.terms(record, facet).flatMap((term) => facets[facet]?.terms[term] ?? []);
			const links = terms.flatMap(({ short, to: path }, index) => [
				index > 0 ? ", " : "",
				element("a", { href: `${this.#root}${path}` }, ...nameNodes(short)),
			]);
			return element("td", {}, ...(links.length === 0 ? [absentNode()] : links));
		}
		const column = columns.find((one) => one.key === key);
		const value = column && this.#records.value(record, column);
		const cell = element("td", { class: "numeric whole-4" }, ...(value === undefined ? [absentNode()] : valueNodes(value, to)));
		if (value !== undefined) this.#holdAgainst(value, record, cell);
		return cell;
	}

	/** Greys a value that cannot stand beside the one of the first record chosen, and says why. */
	#holdAgainst(value: RecordValue, record: BrowserRecord, cell: HTMLTableCellElement): void {
		const [first] = this.#view.chosen;
		const reference = this.#records.all.find(({ id }) => id === first);
		if (reference === undefined || reference === record) return;
		const other = this.#records.value(reference, value.column);
		// What neither gives stands in the guard's line.
		const stated = this.#records.data.deciding.filter(({ id }) => value.at[id] !== undefined || other?.at[id] !== undefined);
		const { verdict, why } =
			other === undefined ? { verdict: "not comparable", why: "no value to compare with" } : relate(other, value, stated);
		cell.classList.toggle("outside", verdict === "not comparable");
		if (why !== "") cell.append(element("span", { class: "why" }, why));
	}

	#setBox(box: HTMLInputElement, id: string): void {
		box.checked = this.#view.chosen.includes(id);
		box.disabled = !box.checked && this.#view.chosen.length >= 4;
	}

	#pathOf({ id }: BrowserRecord): string {
		return `${this.#root}/${this.#records.data.address}/${id}/`;
	}
}
