// The explorer: all records, chosen by filters, with the guard's line for those that fit. What is chosen is in the
// address. Without scripts, or where the data cannot be had, the page's own table stands.
import { guardLine } from "../derive/guard.ts";
import { readState, type State, writeState } from "./address.ts";
import { linesOf, type Ranking } from "./arrangement.ts";
import { csvOf, download } from "./csv.ts";
import { element } from "./element.ts";
import { ExplorerTable } from "./explorertable.ts";
import { FilterControls, shownColumns } from "./filters.ts";
import { recordRows } from "./recordrows.ts";
import { type BrowserRecord, loadRecords, type Records } from "./records.ts";
import { Selection } from "./selection.ts";
import "./uncover.ts";

async function start(host: HTMLElement): Promise<void> {
	try {
		const records = await loadRecords(host.dataset.records ?? "");
		const explorer = new Explorer(host, records);
		// Between two long pieces of work the browser answers the reader.
		await new Promise((resolve) => setTimeout(resolve));
		explorer.open(host);
	} catch (error) {
		host.prepend(element("p", { class: "note", role: "status" }, "Filters could not be loaded. The whole table stands below."));
		throw error;
	}
}

class Explorer {
	readonly #records: Records;
	readonly #state: State;
	readonly #selection: Selection;
	readonly #filters: FilterControls;
	readonly #table: ExplorerTable;
	readonly #status = element("p", { class: "status", role: "status" });
	readonly #guard = element("p", { class: "note guard" });
	readonly #across = element("button", { type: "button", hidden: true });
	readonly #clear = element("button", { type: "button", hidden: true }, "Clear");
	readonly #compare = element("a", { class: "action", hidden: true });
	readonly #comparePath: string;
	readonly #parts: readonly HTMLElement[];
	/** The links over the marks of the chart on the page, by record. */
	readonly #marks: { id: string; mark: Element }[];
	#chosen: string[] = [];
	#found: BrowserRecord[] = [];
	#later: ReturnType<typeof setTimeout> | undefined;

	constructor(host: HTMLElement, records: Records) {
		this.#records = records;
		this.#comparePath = host.dataset.compare ?? "";
		this.#state = readState(new URLSearchParams(location.search), records.data);
		this.#selection = new Selection(records);
		this.#filters = new FilterControls(records, this.#state, () => this.#update());
		this.#table = new ExplorerTable(records, host.dataset.root ?? "/", {
			sort: (by) => this.#sort(by),
			choose: (id, chosen) => this.#choose(id, chosen),
		});
		const start = `/${records.data.address}/`;
		this.#marks = [...document.querySelectorAll("svg a.hit")].flatMap((mark) => {
			const path = new URL(mark.getAttribute("href") ?? "", location.href).pathname;
			const at = path.lastIndexOf(start);
			return at < 0 ? [] : [{ id: path.slice(at + start.length).replace(/\/$/, ""), mark }];
		});
		this.#across.addEventListener("click", () => {
			this.#state.within = this.#state.within === "study" ? "all" : "study";
			this.#update();
		});
		this.#clear.addEventListener("click", () => {
			this.#state.text = "";
			this.#state.terms.clear();
			this.#state.ranges.clear();
			this.#update();
		});
		const csv = element("button", { type: "button" }, "CSV");
		csv.addEventListener("click", () => download(`${records.data.address}.csv`, csvOf(this.#rows()), "text/csv"));
		addEventListener("popstate", () => {
			Object.assign(this.#state, readState(new URLSearchParams(location.search), records.data));
			this.#update();
		});
		const filters = element("details", { class: "filter-pane", open: matchMedia("(min-width: 64rem)").matches });
		filters.append(element("summary", {}, "Filters and columns"), this.#filters.element);
		const answer = element("div", { class: "answer" }, this.#status, this.#clear, this.#across, csv, this.#compare);
		this.#parts = [filters, element("div", { class: "results" }, answer, this.#guard, this.#table.element)];
	}

	/** Puts it on the page, in place of the page's own table. */
	open(host: HTMLElement): void {
		host.querySelector(".static")?.remove();
		host.classList.add("ready");
		host.prepend(...this.#parts);
		const overview = document.querySelector(".overview");
		if (overview !== null) this.#table.element.before(overview);
		this.#update();
		// What stands below it does not move again.
		this.#guard.textContent = this.#guardLine();
	}

	#update(): void {
		const found = this.#selection.select(this.#state);
		this.#found = found;
		const { lines, ranking } = linesOf(found, this.#state, this.#records);
		this.#filters.show((facet) => this.#selection.counts(facet));
		this.#table.show(lines, { columns: shownColumns(this.#state, this.#records), sort: this.#state.sort, chosen: this.#chosen });
		this.#say(ranking);
		const ids = new Set(found.map(({ id }) => id));
		for (const { id, mark } of this.#marks) mark.classList.toggle("dimmed", !ids.has(id));
		// What the reader waits for is shown; the rest may take its time.
		clearTimeout(this.#later);
		this.#later = setTimeout(() => {
			this.#guard.textContent = this.#guardLine();
			const query = writeState(this.#state);
			history.replaceState(null, "", query === "" ? location.pathname : `?${query}`);
		}, 60);
	}

	#say(ranking: Ranking | undefined): void {
		const { plural, ids } = this.#records.data;
		const parts = [`${this.#found.length} of ${ids.length} ${plural}.`];
		if (this.#found.length === 0) parts.push("Nothing fits all filters: take one away.");
		if (ranking !== undefined && this.#found.length > 0) {
			const where = this.#state.within === "study" ? "within one study" : "in all studies";
			parts.push(
				ranking.ranked === 0
					? `Nothing to rank: no two were measured alike ${where}.`
					: `${ranking.ranked} ranked where measured alike ${where}.`,
			);
		}
		this.#status.textContent = parts.join(" ");
		this.#across.hidden = ranking === undefined;
		this.#across.textContent = this.#state.within === "study" ? "Rank across studies" : "Rank within studies only";
		this.#clear.hidden = this.#state.text === "" && this.#state.terms.size === 0 && this.#state.ranges.size === 0;
	}

	#guardLine(): string {
		const shown = shownColumns(this.#state, this.#records);
		const columns = this.#records.data.columns.filter(({ key }) => shown.includes(key));
		return guardLine(
			this.#found.flatMap((record) => columns.flatMap((column) => this.#records.value(record, column) ?? [])),
			this.#records.data.deciding,
		);
	}

	/** Best first, worst first, the order of the knowledge base. */
	#sort(by: string): void {
		const first = this.#records.data.columns.find(({ key }) => key === by)?.falling ?? false;
		const { sort } = this.#state;
		this.#state.sort = sort?.by !== by ? { by, falling: first } : sort.falling === first ? { by, falling: !first } : undefined;
		this.#update();
	}

	#choose(id: string, chosen: boolean): void {
		this.#chosen = chosen ? [...this.#chosen, id].slice(0, 4) : this.#chosen.filter((one) => one !== id);
		this.#compare.hidden = this.#chosen.length === 0;
		this.#compare.href = `${this.#comparePath}?e=${this.#chosen.join(",")}`;
		const first = this.#records.all.find((record) => record.id === this.#chosen[0])?.name ?? "";
		this.#compare.textContent = this.#chosen.length === 1 ? `Compare ${first} with …` : `Compare ${this.#chosen.length} side by side`;
		this.#table.choose(this.#chosen);
	}

	#rows(): string[][] {
		return recordRows(this.#found, shownColumns(this.#state, this.#records), this.#records);
	}
}

// Behind the class, which does not exist before.
const host = document.querySelector<HTMLElement>("#explorer");
if (host !== null) void start(host);
