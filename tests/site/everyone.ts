import axe, { type AxeResults } from "axe-core";
import type { Page } from "playwright-core";

/** What axe finds on a page as it is now by the rules of WCAG 2.2 AA and of good practice, a line for each rule. */
export async function axeAll(page: Page): Promise<string[]> {
	await page.evaluate(axe.source);
	const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
	// As text: the test's own import of axe is not what runs in the page.
	const found: AxeResults = await page.evaluate(
		`axe.run(document, { runOnly: ${JSON.stringify(tags)}, resultTypes: ["violations"], preload: false })`,
	);
	return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}

// The functions below run in the page: each stands for itself.

/** What makes the page wider than its window; tables, charts and code may scroll inside themselves. */
export function widened(): string[] {
	const room = document.documentElement.clientWidth;
	if (document.documentElement.scrollWidth <= room) return [];
	const wide = [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > room + 1);
	return [
		`The page is ${document.documentElement.scrollWidth} px wide.`,
		...wide.slice(0, 5).map(({ outerHTML }) => outerHTML.slice(0, 120)),
	];
}

/** Texts that their own box cuts, and boxes that scroll sideways without being a table, a chart, a formula or code. */
export function cut(): string[] {
	return [...document.querySelectorAll("body *")]
		.filter((element) => {
			const { overflowX, overflowY, clipPath } = getComputedStyle(element);
			// What only screen readers are to find, and what is there to scroll.
			if (clipPath !== "none" || element.matches(".scroll, .equation, pre, select, input, svg, svg *")) return false;
			const sideways = overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1;
			const down = ["hidden", "clip"].includes(overflowY) && element.scrollHeight > element.clientHeight + 1;
			return element.clientWidth > 0 && (sideways || down);
		})
		.map(({ outerHTML }) => `cut: ${outerHTML.slice(0, 120)}`);
}

/** What moves by itself or slides, where the reader wants less motion. */
export function moving(): string[] {
	const slides = [...document.querySelectorAll("*")].filter((element) => {
		const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
		return /[1-9]/.test(transitionDuration) || animationName !== "none" || scrollBehavior === "smooth";
	});
	return [...slides.map(({ outerHTML }) => outerHTML.slice(0, 120)), ...document.getAnimations().map(({ id }) => `animation ${id}`)];
}

/**
 * Gives the focus to everything that can have it, forwards and backwards, as the Tab key would; and tells what then has no
 * ring of 2 px, stands outside the window, or lies under something else. The last input has to have been a key.
 */
export function focusFaults(): string[] {
	const faults = new Set<string>();
	const open = [...document.querySelectorAll<HTMLElement | SVGElement>("a[href], button, input, select, summary, [tabindex='0']")].filter(
		(element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches(":disabled"),
	);
	const ringed = (element: Element | null) => {
		if (element === null) return false;
		const { outlineStyle, outlineWidth, stroke, strokeWidth } = getComputedStyle(element);
		return (
			(outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2) ||
			(element.tagName === "rect" && stroke !== "none" && Number.parseFloat(strokeWidth) >= 2)
		);
	};
	for (const element of [...open, ...open.toReversed()]) {
		element.focus();
		const name = element.outerHTML.slice(0, 120);
		if (document.activeElement !== element) continue;
		// A hidden radio button shows its ring on its label, a mark of a chart on its frame.
		const shown = element.matches("input[type=radio]") ? (element.closest("label") ?? element) : element;
		if (!ringed(shown) && !ringed(element.querySelector("rect"))) faults.add(`no ring: ${name}`);
		const boxes = [...shown.getClientRects()].map(({ left, right, top, bottom }) => ({
			left: Math.max(left, 0),
			right: Math.min(right, document.documentElement.clientWidth),
			top: Math.max(top, 0),
			bottom: Math.min(bottom, innerHeight),
		}));
		const seen = boxes.some(({ left, right, top, bottom }) =>
			[0.1, 0.5, 0.9].some((part) => {
				const at = document.elementFromPoint(left + (right - left) * part, top + (bottom - top) * part);
				return right > left && bottom > top && at !== null && (shown.contains(at) || at.contains(shown));
			}),
		);
		if (!seen) faults.add(`hidden: ${name}`);
	}
	return [...faults];
}

/**
 * Controls that are lower than a finger's 44 px: buttons, fields, folds, and links that stand for themselves. Links within
 * a text are as high as its line; marks of a chart are as wide apart as their values; what lists many small links is exempt
 * from this (not from the 24 px that axe insists on).
 */
export function smallTargets(): string[] {
	const alone =
		"nav a, .chips a, .actions a, .map li li a, .views a, .views label, .pager a, .page-links a, .neighbours a, .term-tree > li > a";
	return [
		...document.querySelectorAll<HTMLElement>(
			`button, select, summary, input:not([type=radio], [type=checkbox]), label:has(> input), ${alone}`,
		),
	]
		.filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches(":disabled"))
		.filter((element) => Math.round(element.getBoundingClientRect().height) < 44)
		.map(({ outerHTML }) => outerHTML.slice(0, 120));
}
