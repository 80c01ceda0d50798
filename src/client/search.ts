// The search page: the question comes from the address; Pagefind answers it; every hit is verified.
import { type Found, findIn } from "../search/query.ts";

const form = document.querySelector<HTMLFormElement>("form.search");
const input = document.querySelector<HTMLInputElement>("#q");
const results = document.querySelector<HTMLElement>("#results");
const status = document.querySelector<HTMLElement>("#status");

if (form !== null && input !== null && results !== null && status !== null) {
	const base = results.dataset.base ?? "/";
	let asked = 0;
	const ask = async (question: string) => {
		asked += 1;
		const mine = asked;
		if (question.trim() === "") {
			results.replaceChildren();
			status.textContent = "Try a material (Li6PS5Cl), a method (ball milling) or an author.";
			return;
		}
		try {
			const found = await findIn(base, question);
			if (mine === asked) show(found, question, results, status, base);
		} catch {
			if (mine === asked) status.textContent = "The search could not be loaded. The lists in the header still work.";
		}
	};
	input.value = new URLSearchParams(location.search).get("q") ?? "";
	input.focus();
	void ask(input.value);
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		remember(input.value);
		void ask(input.value);
	});
	let timer: ReturnType<typeof setTimeout> | undefined;
	input.addEventListener("input", () => {
		clearTimeout(timer);
		timer = setTimeout(() => {
			remember(input.value);
			void ask(input.value);
		}, 80);
	});
}

function remember(question: string): void {
	const address = new URL(location.href);
	if (question === "") address.searchParams.delete("q");
	else address.searchParams.set("q", question);
	history.replaceState(null, "", address);
}

function show({ hits, whole }: Found, question: string, results: HTMLElement, status: HTMLElement, base: string): void {
	const found = `${hits.length} ${hits.length === 1 ? "result" : "results"} for “${question}”`;
	status.textContent =
		hits.length === 0
			? `Nothing found for “${question}”. Try fewer words, or a formula.`
			: whole
				? found
				: `Nothing has all of these words. ${found} with some of them:`;
	const list = document.createElement("ol");
	list.className = "hits";
	for (const hit of hits) {
		const item = document.createElement("li");
		const link = document.createElement("a");
		link.href = base.replace(/\/$/, "") + hit.to;
		link.append(...setFormula(hit.title));
		const kind = document.createElement("span");
		kind.className = "kind";
		kind.textContent = hit.label;
		const text = document.createElement("p");
		text.append(...setFormula(hit.excerpt));
		item.append(link, " ", kind, text);
		list.append(item);
	}
	results.replaceChildren(list);
}

/** A text with digits behind element symbols lowered, as elements. */
function setFormula(text: string): (string | HTMLElement)[] {
	return text.split(/((?<=(?:^|[\s@/–-])(?:[A-Z][a-z]?[\d.]*)*[A-Z][a-z]?)\d+(?:\.\d+)?(?![\d.]))/).map((part, index) => {
		if (index % 2 === 0) return part;
		const sub = document.createElement("sub");
		sub.textContent = part;
		return sub;
	});
}
