// The search page: question and filters stand in the address, so that they can be shared and gone back to.
import { kinds } from "../search/card.ts";
import { SearchIndex } from "../search/client.ts";
import { Finder, type Found } from "../search/find.ts";
import { asker, summary } from "./search-ask.ts";
import { Filters, readChoice, writeChoice } from "./search-filters.ts";
import { element, hitParts } from "./search-hits.ts";

const [first, more, best] = [5, 30, 3];

const form = document.querySelector<HTMLFormElement>("form.search.large");
const input = document.querySelector<HTMLInputElement>("#q");
const results = document.querySelector<HTMLElement>("#results");
const status = document.querySelector<HTMLElement>("#status");
const panel = document.querySelector<HTMLDetailsElement>("#filters");

if (form !== null && input !== null && results !== null && status !== null && panel !== null) start(form, input, results, status, panel);

function start(form: HTMLFormElement, input: HTMLInputElement, results: HTMLElement, status: HTMLElement, panel: HTMLDetailsElement): void {
	const base = results.dataset.base ?? "/";
	const labels: Record<string, string> = JSON.parse(results.dataset.kinds ?? "{}");
	const index = new SearchIndex(`${base}pagefind/`);
	let filters: Promise<Filters> | undefined;
	let choice = readChoice(new URL(location.href));
	let shown = more;
	let last: { found: Found; question: string } | undefined;

	const loadFilters = () => {
		filters ??= Filters.load(index);
		filters.catch(() => {
			filters = undefined;
		});
		return filters;
	};

	const show = async (found: Found, question: string, current: () => boolean): Promise<void> => {
		last = { found, question };
		const filtered = choice.values.size > 0;
		if (question.trim() === "" && !filtered) {
			results.replaceChildren();
			status.textContent = "Try a name, a formula, a term, an author and a year, or words in quotes.";
		} else {
			const loaded = filtered ? await loadFilters() : undefined;
			const all = question.trim() === "" ? (loaded?.entries ?? []) : found.ids;
			const ids = loaded === undefined ? [...all] : loaded.passing(all, choice);
			// The first ones are shown as soon as they are there.
			for (const count of [first, shown]) {
				const cards = await Promise.all(ids.slice(0, count).map((id) => index.card(id)));
				if (!current()) return;
				lay(cards, ids.length, found);
				status.textContent =
					question.trim() === ""
						? `${ids.length} with these filters.`
						: summary({ ...found, ids }, question) + (filtered ? " Filtered." : "");
				if (ids.length <= first) break;
			}
		}
		panel.hidden = false;
		results.dataset.asked = question;
		if (panel.open || filtered) await showFilters(found, question, current);
	};

	const lay = (cards: Awaited<ReturnType<SearchIndex["card"]>>[], total: number, found: Found): void => {
		const item = (card: (typeof cards)[number]) => {
			const { link, kind, rest } = hitParts(card, found.tokens, base);
			return element("li", "", link, " ", kind, ...rest);
		};
		const list = (some: typeof cards) => element("ol", "hits", ...some.map(item));
		const groups = kinds.flatMap((kind) => {
			const own = cards.slice(best).filter(({ card }) => card.kind === kind);
			return own.length === 0 ? [] : [element("h2", "", labels[kind] ?? kind), list(own)];
		});
		results.replaceChildren(...(cards.length > 0 ? [list(cards.slice(0, best))] : []), ...groups);
		if (total > cards.length && cards.length >= shown) {
			const button = element("button", "more-hits", `Show more of ${total}`);
			button.type = "button";
			button.addEventListener("click", () => {
				shown += more;
				if (last !== undefined) void show(last.found, last.question, () => true);
			});
			results.append(button);
		}
	};

	const showFilters = async (found: Found, question: string, current: () => boolean): Promise<void> => {
		const place = panel.querySelector("div");
		if (place === null) return;
		try {
			const loaded = await loadFilters();
			if (!current()) return;
			const ids = question.trim() === "" ? loaded.entries : found.ids;
			const opened = new Set([...place.querySelectorAll<HTMLElement>("[data-open]")].map(({ dataset }) => dataset.filter ?? ""));
			const focused =
				document.activeElement instanceof HTMLInputElement && place.contains(document.activeElement) ? document.activeElement : undefined;
			place.replaceChildren(
				...loaded.controls(ids, choice, opened, (changed) => {
					choice = changed;
					shown = more;
					remember();
					void show(found, question, () => true);
				}),
			);
			for (const name of opened) place.querySelector<HTMLElement>(`[data-filter="${name}"]`)?.setAttribute("data-open", "");
			if (focused !== undefined)
				place.querySelector<HTMLInputElement>(`input[name="${CSS.escape(focused.name)}"][value="${CSS.escape(focused.value)}"]`)?.focus();
		} catch {
			place.textContent = "The filters could not be loaded.";
		}
	};

	const remember = () => {
		const address = new URL(location.href);
		if (input.value === "") address.searchParams.delete("q");
		else address.searchParams.set("q", input.value);
		writeChoice(choice, address);
		history.replaceState(null, "", address);
	};

	const ask = asker(new Finder(index), status, show);
	const askAnew = () => {
		shown = more;
		remember();
		void ask(input.value);
	};
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		askAnew();
	});
	input.addEventListener("input", askAnew);
	panel.addEventListener("toggle", () => {
		if (panel.open && last !== undefined) void showFilters(last.found, last.question, () => true);
	});
	input.value = new URLSearchParams(location.search).get("q") ?? "";
	status.textContent = "";
	input.focus();
	if (choice.values.size > 0) panel.open = true;
	void ask(input.value);
}
