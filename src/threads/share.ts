import { on, once } from "node:events";
import { setImmediate } from "node:timers/promises";
import { parentPort, Worker } from "node:worker_threads";

/** How threads share some work. */
export interface Sharing<Batch, Done> {
	/** How many there are, this one among them. */
	threads: number;
	/** Does a batch in this thread. */
	work(batch: Batch): Promise<Done>;
	/** The module that does the same in another one, by `answer`, and what it is told to begin with. */
	script: URL;
	data?: unknown;
	/** Takes the batch out that another thread does next; the first one by default. */
	next?(batches: Batch[]): Batch | undefined;
}

/**
 * Does batches of some work in several threads: each is given another one when it is done with one. What they give is
 * taken as it comes. Throws what was thrown in a thread, when the others are done with the rest.
 */
export async function share<Batch, Done>(
	batches: Batch[],
	take: (done: Done) => void,
	{ threads, work, script, data, next = (rest) => rest.shift() }: Sharing<Batch, Done>,
): Promise<void> {
	const here = async () => {
		for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
			take(await work(batch));
			// The other threads are heard, and given more.
			if (threads > 1) await setImmediate();
		}
	};
	const elsewhere = async () => {
		const thread = new Worker(script, { workerData: data });
		const give = () => thread.postMessage(next(batches) ?? null);
		thread.on("message", (done: Done) => {
			take(done);
			give();
		});
		// One to begin with, and one for while this thread does not hear it.
		give();
		give();
		await once(thread, "exit");
	};
	const settled = await Promise.allSettled([...Array.from({ length: threads - 1 }, elsewhere), here()]);
	for (const one of settled) if (one.status === "rejected") throw one.reason;
}

/** In another thread: does the batches that it is given, one after another, until it is told that none is left. */
export async function answer<Batch, Done>(work: (batch: Batch) => Promise<Done>): Promise<void> {
	if (parentPort === null) return;
	for await (const [batch] of on(parentPort, "message")) {
		if (batch === null) break;
		parentPort.postMessage(await work(batch));
	}
}
