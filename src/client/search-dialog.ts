// The search as a dialog over any page: type, choose with the arrows, go with Enter, leave with Escape.
import { SearchIndex } from "../search/client.ts";
import { Finder, type Found } from "../search/find.ts";
import { asker, summary } from "./search-ask.ts";
import { element, hitParts } from "./search-hits.ts";

const most = 8;
const field = document.querySelector<HTMLInputElement>(".search input");
const address = field?.form?.action ?? "/search/";
const base = new URL(address).pathname.replace(/search\/$/, "");

const label = field?.labels?.[0]?.textContent ?? "Search";
const input = element("input");
Object.assign(input, { type: "search", name: "q", autocomplete: "off", spellcheck: false, placeholder: label });
input.setAttribute("role", "combobox");
input.setAttribute("autocapitalize", "off");
input.setAttribute("aria-label", label);
input.setAttribute("aria-controls", "finder-hits");
input.setAttribute("aria-expanded", "false");
input.setAttribute("aria-autocomplete", "list");
const close = element("button", "", "Close");
close.type = "button";
const form = element("form", "", input, close);
form.action = address;
const status = element("p", "status");
status.setAttribute("role", "status");
const list = element("div", "finder-hits");
list.id = "finder-hits";
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", "Results");
const all = element("a", "all");
const dialog = element("dialog", "finder", form, status, list, all);
dialog.setAttribute("aria-label", "Search");
document.body.append(dialog);

const index = new SearchIndex(`${base}pagefind/`);
const ask = asker(new Finder(index), status, show);
let chosen = -1;

/**
 * Opens the dialog. What was typed before is still there, to go on with or to type over; what was typed into the header's
 * field meanwhile goes on here.
 */
export function openDialog(): void {
	if (dialog.open) return;
	index.warm();
	dialog.showModal();
	if (field !== null && field.value !== "") {
		input.value = field.value;
		field.value = "";
		void ask(input.value);
	} else input.select();
	if (input.value === "") tell();
}

function tell(): void {
	status.textContent = "Enter shows all results, the arrows choose one.";
	list.replaceChildren();
	all.hidden = true;
}

async function show(found: Found, question: string, current: () => boolean): Promise<void> {
	const cards = await Promise.all(found.ids.slice(0, most).map((id) => index.card(id)));
	if (!current()) return;
	if (question.trim() === "") return tell();
	const hits = cards.map((card, at) => {
		const { link, kind, rest } = hitParts(card, found.tokens, base);
		link.className = "hit";
		link.id = `finder-${at}`;
		link.tabIndex = -1;
		link.setAttribute("role", "option");
		link.setAttribute("aria-selected", "false");
		link.replaceChildren(element("span", "title", ...link.childNodes), " ", kind, ...rest.map(inline));
		return link;
	});
	list.replaceChildren(...hits);
	list.scrollTop = 0;
	status.textContent = summary(found, question);
	all.hidden = found.ids.length <= most;
	all.href = `${address}?q=${encodeURIComponent(question)}`;
	all.textContent = `All ${found.ids.length} results, with filters`;
	choose(-1);
	input.setAttribute("aria-expanded", String(hits.length > 0));
}

/** Blocks as parts of a link. */
function inline(block: HTMLElement): HTMLElement {
	const parts = [...block.childNodes].flatMap<Node | string>((node) =>
		node instanceof HTMLLIElement ? [element("span", "figure", ...node.childNodes), " "] : [node],
	);
	return element("span", block.className, ...parts);
}

function choose(at: number): void {
	const hits = [...list.children];
	chosen = at;
	for (const [index, hit] of hits.entries()) hit.setAttribute("aria-selected", String(index === at));
	const hit = hits[at];
	if (hit === undefined) input.removeAttribute("aria-activedescendant");
	else {
		input.setAttribute("aria-activedescendant", hit.id);
		hit.scrollIntoView({ block: "nearest" });
	}
}

/** Closes the dialog; the event that tells of it comes too late, when the keyboard is on the screen already. */
function leave(): void {
	dialog.close();
	putAway();
}

/** The field that was touched would bring its keyboard onto the screen again. */
function putAway(): void {
	if (matchMedia("(pointer: coarse)").matches) field?.blur();
}

input.addEventListener("input", () => void ask(input.value));
input.addEventListener("keydown", (event) => {
	const count = list.children.length;
	const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
	if (step !== 0 && count > 0) {
		event.preventDefault();
		// Above the first and below the last one is the field itself.
		choose(((chosen + 1 + step + count + 1) % (count + 1)) - 1);
	}
	if (event.key === "Enter" && chosen >= 0 && !event.isComposing) {
		const hit = list.children[chosen];
		if (hit instanceof HTMLAnchorElement) {
			event.preventDefault();
			hit.click();
		}
	}
	// A search field empties itself on Escape first; here it is the way out.
	if (event.key === "Escape") {
		event.preventDefault();
		leave();
	}
});
list.addEventListener("click", (event) => {
	// A link to another place on this page does not load anything: the dialog has to go.
	if (event.target instanceof Element && event.target.closest("a") !== null && !event.ctrlKey && !event.metaKey) leave();
});
close.addEventListener("click", () => leave());
// A browser that closes it by itself, such as on a gesture back, has given the focus back by then.
dialog.addEventListener("close", putAway);
dialog.addEventListener("click", (event) => {
	if (event.target === dialog) leave();
});
