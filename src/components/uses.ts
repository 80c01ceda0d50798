import type { KindOfUse } from "../derive/places.ts";

/** How the kinds of places that have to do with a work are called. */
export const useLabels = {
	study: "As the study",
	about: "Disagreements about it",
	misprint: "Where its number is misprinted",
	text: "In sentences",
	table: "In tables",
	chart: "In charts",
	value: "As the source of values",
	note: "As the source of preparations and observations",
	disagreement: "In disagreements",
} satisfies Record<KindOfUse, string>;
