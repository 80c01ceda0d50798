// The only module that knows the library for windows on long lists: of a long table, only the lines in sight exist.
import { elementScroll, observeElementOffset, observeElementRect, type Rect, Virtualizer } from "@tanstack/virtual-core";
import { element } from "./element.ts";

/** A body of a table that holds only the lines in sight, and two empty rows for what is above and below them. */
export class Windowed {
	readonly #body: HTMLTableSectionElement;
	readonly #virtual: Virtualizer<HTMLElement, HTMLTableRowElement>;
	readonly #options;
	readonly #space = {
		above: element("tr", { class: "space", "aria-hidden": true }),
		below: element("tr", { class: "space", "aria-hidden": true }),
	};
	#make: (line: number) => HTMLTableRowElement = () => element("tr");
	#made = new Map<number, HTMLTableRowElement>();
	#isRendering = false;
	#isStale = false;

	/** `scroll` is what scrolls; `estimate` the height of a line before it was seen. */
	constructor(body: HTMLTableSectionElement, scroll: HTMLElement, estimate: number) {
		this.#body = body;
		for (const space of Object.values(this.#space)) space.append(element("td"));
		this.#options = {
			count: 0,
			getScrollElement: () => scroll,
			estimateSize: () => estimate,
			scrollToFn: elementScroll,
			// Its height depends on the lines that it holds, up to the window's: measured, it would grow line by line, and move what is below.
			observeElementRect: (virtual: Virtualizer<HTMLElement, HTMLTableRowElement>, callback: (rect: Rect) => void) =>
				observeElementRect(virtual, ({ width, height }) => callback({ width, height: Math.max(height, innerHeight) })),
			observeElementOffset,
			overscan: 4,
			onChange: () => this.#render(),
		};
		this.#virtual = new Virtualizer(this.#options);
		this.#virtual._didMount();
		this.#virtual._willUpdate();
	}

	/** Shows other lines, from the top. */
	show(count: number, make: (line: number) => HTMLTableRowElement): void {
		this.#make = make;
		this.#made.clear();
		this.#body.replaceChildren();
		this.#virtual.setOptions({ ...this.#options, count });
		this.#virtual._willUpdate();
		this.#virtual.measure();
		if ((this.#virtual.scrollOffset ?? 0) > 0) this.#virtual.scrollToOffset(0);
		this.#render();
	}

	/** Makes the lines in sight anew. */
	refresh(): void {
		this.#made.clear();
		this.#render();
	}

	/** Each line that is measured tells of a change at once: what comes of all of them is rendered together. */
	#render(): void {
		this.#isStale = true;
		if (this.#isRendering) return;
		this.#isRendering = true;
		try {
			while (this.#isStale) {
				this.#isStale = false;
				this.#renderLines();
			}
		} finally {
			this.#isRendering = false;
		}
	}

	#renderLines(): void {
		const items = this.#virtual.getVirtualItems();
		const made = new Map<number, HTMLTableRowElement>();
		const rows = items.map(({ index }) => {
			const row = this.#made.get(index) ?? this.#make(index);
			row.dataset.index = String(index);
			row.ariaRowIndex = String(index + 2);
			made.set(index, row);
			return row;
		});
		this.#made = made;
		const [first, last] = [items[0], items.at(-1)];
		setHeight(this.#space.above, first?.start ?? 0);
		setHeight(this.#space.below, last === undefined ? 0 : this.#virtual.getTotalSize() - last.end);
		const wanted = [this.#space.above, ...rows, this.#space.below];
		// Rows that stay are not touched: they may hold the focus.
		for (const child of [...this.#body.children]) if (!wanted.some((row) => row === child)) child.remove();
		for (const [place, row] of wanted.entries())
			if (this.#body.children[place] !== row) this.#body.insertBefore(row, this.#body.children[place] ?? null);
		for (const row of rows) this.#virtual.measureElement(row);
	}
}

function setHeight(row: HTMLTableRowElement, height: number): void {
	const [cell] = row.cells;
	if (cell !== undefined) cell.style.height = `${height}px`;
	row.hidden = height <= 0;
}
