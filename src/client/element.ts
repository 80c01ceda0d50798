/** Makes an element; what is undefined or false of its attributes is left out, true is an empty one. */
export function element<K extends keyof HTMLElementTagNameMap>(
	name: K,
	attributes: Readonly<Record<string, string | number | boolean | undefined>> = {},
	...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
	const made = document.createElement(name);
	for (const [attribute, value] of Object.entries(attributes))
		if (value !== undefined && value !== false) made.setAttribute(attribute, value === true ? "" : String(value));
	made.append(...children);
	return made;
}
