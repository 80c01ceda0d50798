// The comparison of up to four records, which the address names.
import { nameNodes, valueNodes } from "./cells.ts";
import { type Comparison, compare, comparisonRows, markdownOf } from "./comparison.ts";
import { csvOf } from "./csv.ts";
import { element } from "./element.ts";
import { type BrowserRecord, fold, loadRecords, type Records } from "./records.ts";
import "./uncover.ts";

const most = 4;
async function start(host: HTMLElement): Promise<void> {
	try {
		new Compare(host, await loadRecords(host.dataset.records ?? ""));
	} catch (error) {
		host.replaceChildren(element("p", { class: "note", role: "status" }, "The records could not be loaded. Their own pages still work."));
		throw error;
	}
}

class Compare {
	readonly #records: Records;
	readonly #root: string;
	readonly #place = element("div");
	readonly #status = element("p", { class: "status", role: "status" });
	readonly #add: HTMLInputElement;
	readonly #options = element("datalist", { id: "compare-options" });
	readonly #buttons: HTMLButtonElement[];
	#chosen: BrowserRecord[];
	#shown: Comparison | undefined;

	constructor(host: HTMLElement, records: Records) {
		this.#records = records;
		this.#root = (host.dataset.root ?? "/").replace(/\/$/, "");
		const asked = (new URLSearchParams(location.search).get("e") ?? "").split(",").filter(Boolean);
		const known = asked.flatMap((id) => records.all.find((record) => record.id === id) ?? []);
		this.#chosen = [...new Set(known)].slice(0, most);
		this.#add = element("input", { list: "compare-options", autocomplete: "off", spellcheck: "false" });
		this.#add.addEventListener("input", () => this.#suggest());
		const markdown = this.#button("Copy as Markdown", (shown) => markdownOf(comparisonRows(shown), shown.guard));
		const csv = this.#button("Copy as CSV", (shown) => csvOf(comparisonRows(shown)));
		this.#buttons = [markdown, csv];
		const tools = element(
			"div",
			{ class: "tools" },
			element("label", {}, `Add an ${records.data.label} `, this.#add, this.#options),
			markdown,
			csv,
		);
		if (!/^[aeiou]/.test(records.data.label)) tools.querySelector("label")?.firstChild?.replaceWith(`Add a ${records.data.label} `);
		host.replaceChildren(tools, element("div", { class: "answer" }, this.#status), this.#place);
		const unknown = asked.filter((id) => records.all.every((record) => record.id !== id));
		this.#render(unknown.length === 0 ? "" : `There is no ${records.data.label} ${unknown.join(", ")}.`);
	}

	#button(label: string, text: (shown: Comparison) => string): HTMLButtonElement {
		const button = element("button", { type: "button", class: "action" }, label);
		button.addEventListener("click", async () => {
			if (this.#shown === undefined) return;
			try {
				await navigator.clipboard.writeText(text(this.#shown));
				this.#status.textContent = "Copied.";
			} catch {
				this.#status.textContent = "The browser does not allow copying here.";
			}
		});
		return button;
	}

	/** Offers what fits the words; takes what is one of the names. */
	#suggest(): void {
		const { value } = this.#add;
		const exact = this.#records.all.find(({ id, name }) => name === value || id === value);
		if (exact !== undefined && !this.#chosen.includes(exact)) {
			this.#add.value = "";
			this.#change([...this.#chosen, exact].slice(0, most));
			return;
		}
		const words = fold(value).split(" ").filter(Boolean);
		const fitting = this.#records.all.filter(({ id, name }) => words.every((word) => fold(`${name} ${id}`).includes(word))).slice(0, 20);
		this.#options.replaceChildren(
			...fitting.map(({ id, name }) => element("option", { value: name, label: name === id ? undefined : id })),
		);
	}

	#change(chosen: BrowserRecord[]): void {
		this.#chosen = chosen;
		const query = chosen.length === 0 ? "" : `?e=${chosen.map(({ id }) => id).join(",")}`;
		history.replaceState(null, "", `${location.pathname}${query}`);
		this.#render("");
	}

	#render(message: string): void {
		const { label, plural } = this.#records.data;
		this.#add.disabled = this.#chosen.length >= most;
		for (const button of this.#buttons) button.hidden = this.#chosen.length < 2;
		const hint =
			this.#chosen.length === 0
				? `Choose up to four ${plural}: here, or by the boxes in the list of all ${plural}.`
				: this.#chosen.length === 1
					? `Add another ${label} to compare it with.`
					: "";
		this.#status.textContent = [message, hint].filter(Boolean).join(" ");
		this.#shown = this.#chosen.length === 0 ? undefined : compare(this.#chosen, this.#records);
		this.#place.replaceChildren(...(this.#shown === undefined ? [] : this.#table(this.#shown)));
	}

	#table({ records, guard, blocks }: Comparison): HTMLElement[] {
		const head = element("tr", {}, element("td"), ...records.map((record) => this.#header(record)));
		const bodies = blocks.map(({ title, lines }) =>
			element(
				"tbody",
				{},
				...(title === ""
					? []
					: [
							element(
								"tr",
								{ class: "group" },
								element("th", { colspan: records.length + 1, scope: "rowgroup" }, element("span", {}, title)),
							),
						]),
				...lines.map(({ kind, label, cells, differs }) =>
					element(
						"tr",
						{ class: `is-${kind}${differs ? " unlike" : ""}` },
						element(
							"th",
							{ scope: "row" },
							...nameNodes(label),
							...(differs && kind !== "verdict" ? [element("span", { class: "unlike-mark" }, "differs")] : []),
						),
						...cells.map(({ text, value, absent }, index) => {
							if (absent === true) return element("td", {}, element("abbr", { class: "absent", title: "not given in the source" }, "n.g."));
							if (value === undefined) return element("td", {}, ...nameNodes(text));
							return element("td", { class: "numeric whole-4" }, ...valueNodes(value, this.#pathOf(records[index]?.id ?? "")));
						}),
					),
				),
			),
		);
		const table = element("table", {}, element("thead", {}, head), ...bodies);
		const scroll = element("div", { class: "scroll", role: "group", tabindex: 0, "aria-label": "Comparison" }, table);
		return [...(guard === "" ? [] : [element("p", { class: "note guard" }, guard)]), element("div", { class: "table comparison" }, scroll)];
	}

	#header(record: BrowserRecord): HTMLElement {
		const remove = element("button", { type: "button", class: "remove", "aria-label": `Take ${record.name} out` }, "×");
		remove.addEventListener("click", () => this.#change(this.#chosen.filter((one) => one !== record)));
		const { groups, group } = this.#records.data;
		const colour = groups[group[record.index] ?? -1];
		const link = element(
			"a",
			{ class: `name${colour === undefined ? "" : ` group-${colour}`}`, href: this.#pathOf(record.id) },
			...nameNodes(record.name),
		);
		return element("th", { scope: "col" }, link, remove);
	}

	#pathOf(id: string): string {
		return `${this.#root}/${this.#records.data.address}/${id}/`;
	}
}

// Behind the class, which does not exist before.
const host = document.querySelector<HTMLElement>("#compare");
if (host !== null) void start(host);
