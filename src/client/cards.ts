// Citations and values have cards. What makes one is loaded when it is first asked for and sees to itself from then on; until
// then, and where it cannot be had, both are links.
type Way = "mouse" | "focus" | "tap" | "click";
interface Kind {
	selector: string;
	/** What opens its card. */
	ways: readonly Way[];
	/** Gives what opens it, and whether it did. */
	load(): Promise<{ show(link: HTMLAnchorElement): boolean | Promise<boolean> }>;
	loaded: boolean;
}

const citations: Kind = { selector: "a.cite", ways: ["mouse", "tap", "click"], load: () => import("./citation-card.ts"), loaded: false };
const values: Kind = { selector: "a.value, a.number", ways: ["mouse", "focus", "tap"], load: () => import("./readings.ts"), loaded: false };

/** The link that an event is about and what makes its card, as long as that is not here. */
function asked({ target }: Event, way: Way): { link: HTMLAnchorElement; kind: Kind } | undefined {
	const link = target instanceof Element ? target.closest("a") : null;
	const kind = [citations, values].find(({ selector }) => link?.matches(selector));
	if (link === null || kind === undefined || kind.loaded || !kind.ways.includes(way)) return undefined;
	// A value on its record's own page stands beside its readings.
	return kind === values && link.pathname === location.pathname ? undefined : { link, kind };
}

async function open({ link, kind }: { link: HTMLAnchorElement; kind: Kind }): Promise<boolean> {
	const { show } = await kind.load();
	kind.loaded = true;
	return show(link);
}

if ("popover" in HTMLElement.prototype) {
	let touched = false;
	let waiting: HTMLAnchorElement | undefined;
	for (const link of document.querySelectorAll(citations.selector)) link.ariaExpanded = "false";
	document.addEventListener("pointerdown", ({ pointerType }) => {
		touched = pointerType === "touch";
	});
	document.addEventListener("pointerover", (event) => {
		if (event.pointerType === "touch") return;
		const found = asked(event, "mouse");
		// Who only passes over it waits for nothing.
		if (found !== undefined) setTimeout(() => found.link.matches(":hover") && open(found).catch(() => {}), 150);
	});
	document.addEventListener("focusin", (event) => {
		const found = asked(event, "focus");
		if (found?.link.matches(":focus-visible")) open(found).catch(() => {});
	});
	document.addEventListener("click", (event) => {
		const found = asked(event, touched ? "tap" : "click");
		if (found === undefined || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
		// Pressed once more before its card is there, it is the link that it is then, too.
		const isSecond = found.link === waiting;
		waiting = isSecond ? undefined : found.link;
		if (isSecond) return;
		event.preventDefault();
		const follow = () => location.assign(found.link.href);
		found.kind.load().then(async () => waiting === found.link && ((await open(found)) || follow()), follow);
	});
}
