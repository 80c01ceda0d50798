import { suggestion } from "../problem/nearest.ts";

/** Where questions are asked and answered. */
export interface Terminal {
	/** Asks and waits for a line. Throws a Refusal where there will be none. */
	ask(question: string): Promise<string>;
	say(text: string): void;
}

/** What was asked for cannot be done: its message says why, and what to do. */
export class Refusal extends Error {}

/** What an answer means; or why it means nothing, and what was probably meant. */
export type Understood<T> = { value: T } | { wrong: string; nearest?: { name: string; value: T } | undefined };

/** One question: the flag that answers it, its words, how an answer is understood. */
export interface Question<T> {
	flag: string;
	/** Without a question mark; what holds where the answer is empty is added. */
	words: string;
	understand(text: string): Understood<T>;
	/** What an empty answer stands for. */
	usual?: string | undefined;
	/** What there is to choose from, told when the answer is "?". */
	choices?: readonly string[] | undefined;
}

/** Answers without those that are not there. */
type Complete<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Every character that cannot be seen and does something to the line that it stands in. */
const hidden = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/u;

/** Gets answers from flags, and from a terminal where there is one; without one it collects all that is missing or wrong. */
export class Form {
	readonly #flags: Readonly<Partial<Record<string, string>>>;
	readonly #terminal: Terminal | undefined;
	readonly #missing: string[] = [];
	readonly #wrong: string[] = [];

	constructor(flags: Readonly<Partial<Record<string, string>>>, terminal?: Terminal) {
		this.#flags = flags;
		this.#terminal = terminal;
	}

	/** Whether questions can be asked. */
	get asks(): boolean {
		return this.#terminal !== undefined;
	}

	say(text: string): void {
		this.#terminal?.say(text);
	}

	/** An answer that must be there; nothing where it is not, which `settled` then tells. */
	async need<T>(question: Question<T>): Promise<T | undefined> {
		const told = this.#wrong.length;
		const answer = await this.#answer(question, question.usual);
		if (answer === undefined && this.#wrong.length === told) this.#missing.push(`--${question.flag}`);
		return answer;
	}

	/** An answer that may be left out. */
	may<T>(question: Question<T>): Promise<T | undefined> {
		return this.#answer(question, "");
	}

	/** Notes that what a flag says means nothing. */
	wrong(flag: string, why: string): void {
		this.#wrong.push(`--${flag}: ${why}`);
	}

	/** All answers, none of them missing. Throws a Refusal that names every flag that is missing or wrong. */
	settled<T extends Record<string, unknown>>(answers: T): Complete<T> {
		const missing =
			this.#missing.length === 0
				? []
				: [
						`${this.#missing.join(", ")} ${this.#missing.length === 1 ? "is" : "are"} missing: give each as a flag, or run this on a terminal.`,
					];
		if (this.#wrong.length > 0 || missing.length > 0) throw new Refusal([...missing, ...this.#wrong].join("\n"));
		if (isComplete(answers)) return answers;
		throw new Refusal("An answer is missing.");
	}

	async #answer<T>(question: Question<T>, usual: string | undefined): Promise<T | undefined> {
		const given = this.#flags[question.flag];
		const first = given ?? (this.#terminal === undefined ? usual : undefined);
		if (first !== undefined) {
			const understood = first === "" && given === undefined ? undefined : understand(question, first);
			if (understood === undefined) return undefined;
			if ("value" in understood) return understood.value;
			if (this.#terminal === undefined) {
				this.wrong(question.flag, understood.wrong);
				return undefined;
			}
			this.#terminal.say(understood.wrong);
		}
		return this.#terminal === undefined ? undefined : ask(question, usual, this.#terminal);
	}
}

/** Asks until the answer means something; an empty one means nothing where it may. */
async function ask<T>(question: Question<T>, usual: string | undefined, terminal: Terminal): Promise<T | undefined> {
	const choices = question.choices ?? [];
	const few = choices.length > 0 && choices.length <= 12;
	const hint = [few ? choices.join(", ") : choices.length > 0 ? `? lists ${choices.length}` : "", usual === "" ? "empty: none" : ""];
	const words = [question.words, ...hint.filter(Boolean).map((part) => ` (${part})`), usual ? ` [${usual}]` : "", ": "].join("");
	for (;;) {
		const text = (await terminal.ask(words)).trim() || (usual ?? "");
		if (text === "" && usual === "") return undefined;
		if (text === "") {
			terminal.say("An answer is needed here.");
			continue;
		}
		if (text === "?" && choices.length > 0) {
			terminal.say(choices.join(", "));
			continue;
		}
		const understood = understand(question, text);
		if ("value" in understood) return understood.value;
		if (understood.nearest === undefined) {
			terminal.say(understood.wrong);
			continue;
		}
		const yes = (await terminal.ask(`There is no "${text}". Did you mean ${understood.nearest.name}? [y/N]: `)).trim();
		if (/^(?:y|yes)$/i.test(yes)) return understood.nearest.value;
	}
}

function understand<T>(question: Question<T>, text: string): Understood<T> {
	return hidden.test(text) ? { wrong: "The text holds a character that cannot be seen. Type it anew." } : question.understand(text);
}

function isComplete<T extends Record<string, unknown>>(answers: T): answers is T & Complete<T> {
	return Object.values(answers).every((answer) => answer !== undefined);
}

/** Understands any text. */
export function anyText(text: string): Understood<string> {
	return text.length > 200 ? { wrong: "At most 200 characters, please." } : { value: text };
}

/** Understands one of some words. */
export function oneOf<const W extends string>(words: readonly W[]): (text: string) => Understood<W> {
	return (text) => {
		const value = words.find((word) => word === text);
		return value === undefined ? { wrong: `"${text}" is not one of them.${suggestion(text, words)}` } : { value };
	};
}
