// Loaded when it is first asked for (cards.ts). A citation opens a card with its works, made from the entries of the list at
// the page's end. By pointer it opens on hovering, otherwise by the citation itself; used once more, the citation is the link
// to the list that it is without this.
const card = document.createElement("div");
card.id = "citation-card";
card.className = "card";
card.popover = "manual";
card.setAttribute("role", "group");
card.setAttribute("aria-label", "Cited here");

/** The citation whose card is open. */
let current: HTMLAnchorElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

const citationAt = (target: EventTarget | null) => (target instanceof Element ? target.closest<HTMLAnchorElement>("a.cite") : null);
const isInside = (target: EventTarget | null) => target instanceof Node && (card.contains(target) || (current?.contains(target) ?? false));

/** Opens the card of a citation. Gives whether the page lists a work of it. */
export function show(link: HTMLAnchorElement): boolean {
	clearTimeout(timer);
	if (current === link) return true;
	hide();
	const works = (link.dataset.keys ?? "").split(" ").flatMap((key) => workOf(key, link) ?? []);
	if (works.length === 0) return false;
	card.replaceChildren(...works);
	// Behind its citation, so that the keyboard goes from it into the card and on.
	link.after(card);
	card.showPopover();
	current = link;
	link.ariaExpanded = "true";
	place(link);
	return true;
}

function hide(): void {
	clearTimeout(timer);
	if (current === undefined) return;
	current.ariaExpanded = "false";
	current = undefined;
	card.hidePopover();
	card.remove();
}

/** A work as it stands in the list, with steps to the other places of the page that cite it. */
function workOf(key: string, link: HTMLAnchorElement): HTMLElement | undefined {
	const entry = document.getElementById(`ref-${key}`);
	const text = entry?.firstElementChild?.cloneNode(true);
	if (!(entry instanceof HTMLLIElement) || !(text instanceof HTMLElement)) return undefined;
	for (const named of text.querySelectorAll("[id]")) named.removeAttribute("id");
	const back = text.querySelector(".back");
	const places = [...(back?.querySelectorAll("a") ?? [])].map(({ hash }) => decodeURIComponent(hash.slice(1)));
	back?.replaceWith(...steps(places, places.indexOf(link.id)));
	if (entry.hasAttribute("value")) {
		const number = document.createElement("span");
		number.className = "card-number";
		number.textContent = `${entry.value}. `;
		text.prepend(number);
	}
	return text;
}

/** "‹ 2 of 5 on this page ›", where there is another place to go to. */
function steps(places: readonly string[], at: number): HTMLElement[] {
	if (places.length < 2 || at < 0) return [];
	const row = document.createElement("span");
	row.className = "steps";
	const step = (by: number, sign: string, label: string) => {
		const button = document.createElement("button");
		button.type = "button";
		button.textContent = sign;
		button.ariaLabel = `${label} place on this page`;
		button.addEventListener("click", () => goTo(places[(at + by + places.length) % places.length] ?? "", label));
		return button;
	};
	row.append(step(-1, "‹", "Previous"), `${at + 1} of ${places.length} on this page`, step(1, "›", "Next"));
	return [row];
}

function goTo(id: string, step: string): void {
	const link = document.getElementById(id);
	if (!(link instanceof HTMLAnchorElement)) return;
	for (let folded = link.closest("details:not([open])"); folded !== null; folded = link.closest("details:not([open])"))
		folded.setAttribute("open", "");
	link.scrollIntoView({ block: "center", behavior: "instant" });
	show(link);
	// Whoever steps goes on stepping.
	card.querySelector<HTMLElement>(`[aria-label^="${step}"]`)?.focus({ preventScroll: true });
}

/** Puts the card under the citation, or above it where there is more room, inside the window; what has no room scrolls. */
function place(link: HTMLAnchorElement): void {
	card.style.maxHeight = "";
	const [line = link.getBoundingClientRect()] = link.getClientRects();
	const { clientWidth, clientHeight } = document.documentElement;
	const { width, height } = card.getBoundingClientRect();
	const [gap, edge] = [6, 8];
	const [under, over] = [clientHeight - line.bottom - gap - edge, line.top - gap - edge];
	const below = height <= under || under >= over;
	const shown = Math.min(height, below ? under : over);
	card.style.maxHeight = `${shown}px`;
	card.style.left = `${Math.max(edge, Math.min(line.left - 16, clientWidth - width - edge)) + scrollX}px`;
	card.style.top = `${(below ? line.bottom + gap : line.top - gap - shown) + scrollY}px`;
}

document.addEventListener("pointerover", ({ target, pointerType }) => {
	if (pointerType !== "mouse") return;
	const link = citationAt(target);
	clearTimeout(timer);
	if (link !== null) timer = setTimeout(() => show(link), current === undefined ? 150 : 250);
	else if (current !== undefined && !isInside(target) && !card.contains(document.activeElement)) timer = setTimeout(hide, 300);
});
document.addEventListener("click", (event) => {
	const link = citationAt(event.target);
	const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
	if (link === null || link === current || !isPlain) return;
	show(link);
	if (current === link) event.preventDefault();
});
document.addEventListener("pointerdown", ({ target }) => {
	if (!isInside(target)) hide();
});
document.addEventListener("focusout", ({ relatedTarget }) => {
	if (relatedTarget !== null && !isInside(relatedTarget)) hide();
});
document.addEventListener("keydown", ({ key }) => {
	if (key !== "Escape" || current === undefined) return;
	const link = current;
	const wasInside = card.contains(document.activeElement);
	hide();
	if (wasInside) link.focus({ preventScroll: true });
});
const follow = () => current !== undefined && place(current);
// What scrolls inside itself would leave the card behind.
document.addEventListener("scroll", ({ target }) => target !== document && target !== card && follow(), { capture: true, passive: true });
addEventListener("resize", follow);
addEventListener("hashchange", hide);
