import { expect, test } from "vitest";
import { share } from "../../src/threads/share.ts";

/** A thread that does some work, as text. */
const script = (work: string) =>
	new URL(
		`data:text/javascript,${encodeURIComponent(
			`import { answer } from ${JSON.stringify(new URL("../../src/threads/share.ts", import.meta.url).href)}; await answer(${work});`,
		)}`,
	);
const batches = () => Array.from({ length: 40 }, (_, index) => index);
/** Long enough for the other threads to come in. */
const slowly = async (batch: number) => {
	await new Promise((resolve) => setTimeout(resolve, 20));
	return `here ${batch}`;
};
const elsewhere = "async (batch) => 'there ' + batch";

test.for([1, 2, 4])("every batch is done once, in however many threads: %i", async (threads) => {
	const done: string[] = [];
	await share(batches(), (one: string) => done.push(one), { threads, work: slowly, script: script(elsewhere) });
	expect(done.map((one) => Number(one.split(" ")[1])).sort((a, b) => a - b)).toEqual(batches());
	expect(done.some((one) => one.startsWith("there"))).toBe(threads > 1);
});

test("the others take from where they are told to", async () => {
	const first: string[] = [];
	await share(batches(), (one: string) => first.push(one), {
		threads: 2,
		work: slowly,
		script: script(elsewhere),
		next: (rest) => rest.pop(),
	});
	expect(first.find((one) => one.startsWith("there"))).toBe("there 39");
	expect(first.find((one) => one.startsWith("here"))).toBe("here 0");
});

test("what goes wrong in another thread is thrown when the rest is done", async () => {
	const done: string[] = [];
	const failing = script("async (batch) => { throw new Error('broken at ' + batch); }");
	const sharing = share(batches(), (one: string) => done.push(one), { threads: 2, work: slowly, script: failing });
	await expect(sharing).rejects.toThrow(/^broken at \d+$/);
	expect(done).toHaveLength(38);
});

test("what goes wrong here is thrown when the others are done", async () => {
	const done: string[] = [];
	const work = () => Promise.reject(new Error("broken here"));
	const sharing = share(batches(), (one: string) => done.push(one), { threads: 2, work, script: script(elsewhere) });
	await expect(sharing).rejects.toThrow("broken here");
	expect(done).toHaveLength(39);
});
