import { createInterface } from "node:readline";
import { Refusal, type Terminal } from "./form.ts";

/** A terminal on two streams. Lines that come before they are asked for are kept. `close` lets go of the streams. */
export function openTerminal(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Terminal & { close(): void } {
	const reader = createInterface({ input, output });
	const lines = reader[Symbol.asyncIterator]();
	reader.on("SIGINT", () => reader.close());
	return {
		async ask(question) {
			reader.setPrompt(question);
			reader.prompt();
			const { value, done } = await lines.next();
			if (done === true) throw new Refusal("\nStopped; nothing was written.");
			return value;
		},
		say: (text) => void output.write(`${text}\n`),
		close: () => reader.close(),
	};
}
