import { conditionsText } from "../model/text.ts";
import type { DerivedValue, KnowledgeBase, Measurement } from "../model/types.ts";
import { numberText, quantityText, unitText } from "../quantity/format.ts";
import { facetConditions, termLabels, type ValueView, valueView } from "./values.ts";

/** A derived value with the way it came about. */
export interface ComputedView extends ValueView {
	/** The formula, with the names of its inputs. */
	formula: string;
	/** The same with numbers in their place. */
	put: string;
	inputs: { name: string; label: string; number: string; unit: string; conditions: string; to: string }[];
	/** Conditions that should be the same in all inputs and are not known. */
	unknown: string[];
}

/** A derived value as its record's page shows it. */
export function computedView(value: DerivedValue, recordPath: string, kb: KnowledgeBase): ComputedView {
	const formula = value.metric.derived?.text ?? "";
	return {
		...valueView(value, recordPath, kb),
		formula: operators(formula),
		put: operators(formula.replace(/[a-z][a-z_0-9]*/g, (name) => numberFor(name, value.inputs) ?? name)),
		inputs: [...value.inputs].map(([name, input]) => ({
			name,
			label: input.metric.label,
			number: quantityText(input.quantity),
			unit: unitText(input.metric.unit),
			conditions: conditionsText(
				new Map([...input.conditions].filter(([id]) => !facetConditions(kb).has(id))),
				kb.conditions,
				termLabels(kb),
			),
			to: `${recordPath}#${input.id}`,
		})),
		unknown: value.unknown.map((id) => kb.conditions.get(id)?.label ?? id),
	};
}

/** The number that stands in the formula for a name: an input's value, or one of its conditions. */
function numberFor(name: string, inputs: ReadonlyMap<string, Measurement>): string | undefined {
	const input = inputs.get(name);
	if (input !== undefined) return plain(input.quantity.value);
	for (const [start, { conditions }] of inputs) {
		for (const [id, { normal, value }] of conditions) {
			if (name === `${start}_${id.replaceAll("-", "_")}`) return plain(normal ?? value);
		}
	}
	return undefined;
}

function plain(number: number | undefined): string | undefined {
	return number === undefined ? undefined : numberText(String(Number(number.toPrecision(9))));
}

/** A formula's signs as they are set. */
function operators(formula: string): string {
	return formula.replaceAll("*", "×").replaceAll("-", "−");
}
