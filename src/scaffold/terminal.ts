import { createInterface } from "node:readline";
import { Refusal, type Terminal } from "./form.ts";

/** A terminal on two streams. Lines that come before they are asked for are kept. `close` lets go of the streams. */
export function openTerminal(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Terminal & { close(): void } {
	const reader = createInterface({ input, output });
	const lines = reader[Symbol.asyncIterator]();
	let isOpen = true;
	reader.on("close", () => {
		isOpen = false;
	});
	reader.on("SIGINT", () => reader.close());
	return {
		async ask(question) {
			// What was typed before the end is still to be answered with.
			if (isOpen) {
				reader.setPrompt(question);
				reader.prompt();
			} else output.write(question);
			const { value, done } = await lines.next();
			if (done === true) throw new Refusal("\nStopped; nothing was written.");
			return value;
		},
		say: (text) => void output.write(`${text}\n`),
		close: () => reader.close(),
	};
}
