import { Parser } from "htmlparser2";

const running = new Set(["script", "foreignobject", "iframe", "object", "embed", "audio", "video", "style", "handler", "listener"]);

/**
 * What of an SVG file could run or load something where a browser opens it by itself, and where it stands; nothing where
 * it is a picture and no more. Elements of other names and places are known by what they are called behind the prefix.
 */
export function activeIn(xml: string): { what: string; at: number } | undefined {
	let found: { what: string; at: number } | undefined;
	const tell = (what: string) => {
		found ??= { what, at: parser.startIndex };
	};
	const parser = new Parser(
		{
			onopentag(name, attributes) {
				if (running.has(local(name))) tell(`<${name}>`);
				for (const [attribute, value] of Object.entries(attributes)) {
					const key = local(attribute);
					if (key.startsWith("on")) tell(`The attribute ${attribute}`);
					else if (key === "attributename" && /^(?:on|.*href)/i.test(local(value))) tell(`Changing ${value}`);
					else if ((key === "href" || key === "src") && !value.startsWith("#")) tell(`The address in ${attribute}`);
					else if (key !== "href" && /url\(\s*["']?(?!["'#\s])/i.test(value)) tell(`The address in ${attribute}`);
				}
			},
			onprocessinginstruction(name) {
				if (name !== "?xml") tell(`<${name}>`);
			},
		},
		{ xmlMode: true, decodeEntities: true },
	);
	// What a document type declares may stand for anything.
	const declared = /<!(?:DOCTYPE[^>]*\[|ENTITY|ATTLIST)/i.exec(xml);
	if (declared !== null) return { what: "A document type of its own", at: declared.index };
	parser.end(xml);
	return found;
}

function local(name: string): string {
	return name.slice(name.indexOf(":") + 1).toLowerCase();
}
