import { session } from "virtual:atlas";
import { textSetter } from "../markdown/text.ts";

type Setter = ReturnType<typeof textSetter>;

const setters = new WeakMap<ReadonlySet<string>, Setter>();

/** Sets substances and units in a text; it is made once for what was read, since its pattern holds every name. */
export function setText(text: string): string | undefined {
	const { formulas, units } = session().views;
	const set = setters.get(formulas) ?? textSetter(formulas, units);
	setters.set(formulas, set);
	return set(text);
}
