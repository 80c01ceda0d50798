// Loaded when it is first asked for (cards.ts). At a value: where it was read, and what is printed there. The readings stand
// once, on the record's page; a card shows them beside the value on hover, focus and tap. Without scripts the value is a link.
import { element } from "./element.ts";

const card = element("div", { class: "card readings-card", popover: "manual", id: "readings-card" });
const pages = new Map<string, Promise<Document>>();
let shownFor: HTMLAnchorElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
document.body.append(card);

function valueAt(target: EventTarget | null): HTMLAnchorElement | undefined {
	const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a.value, a.number") : null;
	// A value on its record's own page stands beside its readings.
	return link === null || link.pathname === location.pathname ? undefined : link;
}

/** The record's page, asked for once. */
function pageOf(link: HTMLAnchorElement): Promise<Document> {
	const address = link.href.replace(/#.*$/, "");
	const known = pages.get(address);
	if (known !== undefined) return known;
	const page = fetch(address)
		.then((response) => (response.ok ? response.text() : Promise.reject(new Error(String(response.status)))))
		.then((html) => new DOMParser().parseFromString(html, "text/html"));
	page.catch(() => pages.delete(address));
	pages.set(address, page);
	return page;
}

/** What the record's page says of a value, its links made to lead there. */
function readingsOf(page: Document, link: HTMLAnchorElement): Node[] {
	const row = page.getElementById(decodeURIComponent(link.hash.slice(1)));
	if (row === null) return [];
	const parts = row.querySelectorAll(".readings, .because, .doubt:not(.readings .doubt), .derivation, .report");
	const kept = (parts.length > 0 ? [...parts] : [...row.childNodes]).map((part) => document.importNode(part, true));
	for (const part of kept) {
		if (!(part instanceof Element)) continue;
		for (const one of [part, ...part.querySelectorAll("[id]")]) one.removeAttribute("id");
		for (const anchor of part.querySelectorAll("a[href]"))
			anchor.setAttribute("href", new URL(anchor.getAttribute("href") ?? "", link.href).href);
	}
	return kept;
}

/** Whose value it is, of what, and the value with its unit. */
function titleOf(link: HTMLAnchorElement): string {
	const cell = link.closest("td");
	const header = cell?.closest("table")?.tHead?.rows[0]?.cells[cell.cellIndex];
	const name = cell?.parentElement?.querySelector(".name")?.textContent;
	const label = header?.querySelector(".label")?.textContent;
	const unit = header?.querySelector(".unit")?.textContent;
	return `${[name, label].filter(Boolean).join(", ")}${label === undefined ? "" : ": "}${link.textContent.trim()}${unit === undefined ? "" : `\u202f${unit}`}`;
}

/** Opens the card of a value. Gives whether there is one. */
export async function show(link: HTMLAnchorElement): Promise<boolean> {
	shownFor = link;
	try {
		const found = readingsOf(await pageOf(link), link);
		if (shownFor !== link) return true;
		if (found.length === 0) return false;
		const title = element("p", { class: "card-title" }, titleOf(link));
		card.replaceChildren(title, ...found, element("p", { class: "card-more" }, element("a", { href: link.href }, "All measurements")));
		card.showPopover();
		place(link);
		return true;
	} catch {
		// Without the page there is no card; the value is still a link.
		return false;
	}
}

/** Below the value, above it where there is no room, never beyond the window. */
function place(link: HTMLAnchorElement): void {
	const at = link.getBoundingClientRect();
	const { width, height } = card.getBoundingClientRect();
	const { clientWidth, clientHeight } = document.documentElement;
	const gap = 6;
	const below = at.bottom + gap + height <= clientHeight || at.top - gap - height < 0;
	card.style.left = `${Math.max(8, Math.min(at.left, clientWidth - width - 8)) + scrollX}px`;
	card.style.top = `${(below ? at.bottom + gap : at.top - gap - height) + scrollY}px`;
}

function hide(): void {
	clearTimeout(timer);
	shownFor = undefined;
	if (card.matches(":popover-open")) card.hidePopover();
}

function after(milliseconds: number, what: () => void): void {
	clearTimeout(timer);
	timer = setTimeout(what, milliseconds);
}

document.addEventListener("pointerover", (event) => {
	if (event.pointerType === "touch") return;
	const link = valueAt(event.target);
	if (link !== undefined && link !== shownFor) after(150, () => void show(link));
	else if (link === shownFor || (event.target instanceof Node && card.contains(event.target))) clearTimeout(timer);
	else after(250, hide);
});
document.addEventListener("focusin", (event) => {
	const link = valueAt(event.target);
	if (link?.matches(":focus-visible")) void show(link);
	else if (!(event.target instanceof Node && card.contains(event.target))) hide();
});
document.addEventListener("keydown", (event) => {
	if (event.key === "Escape") hide();
});
// What scrolls inside itself would leave the card behind.
document.addEventListener("scroll", ({ target }) => target !== document && target !== card && hide(), { capture: true, passive: true });
// The first tap shows the readings, the second follows the link.
let touched = false;
document.addEventListener("pointerdown", (event) => {
	touched = event.pointerType === "touch";
});
document.addEventListener("click", (event) => {
	const link = valueAt(event.target);
	if (link !== undefined && touched && link !== shownFor) {
		event.preventDefault();
		void show(link);
	} else if (!(event.target instanceof Node && card.contains(event.target))) hide();
});
