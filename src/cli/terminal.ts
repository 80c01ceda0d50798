import type { WriteStream } from "node:tty";
import { styleText } from "node:util";
import type { Printing } from "../problem/print.ts";

const styles = { error: ["bold", "red"], warning: ["bold", "yellow"], quiet: ["dim"] } as const;

/** How problems are printed on a stream: as wide as a terminal is, and in colours where it shows them and NO_COLOR is not set. */
export function onTerminal(stream: WriteStream): Printing {
	return {
		...(stream.isTTY ? { columns: Math.max(60, stream.columns) } : {}),
		paint: (part, text) => styleText([...styles[part]], text, { stream }),
	};
}
