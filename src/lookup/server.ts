/** Why a server gave nothing to go on with. */
export type Failure = "unreachable" | "busy" | "unknown" | "unusable";

/** A server could not be used: what happened, why, and what to do. */
export class ServerError extends Error {
	readonly failure: Failure;

	constructor(failure: Failure, message: string) {
		super(message);
		this.failure = failure;
	}
}

/** A server that is asked one question after another, never two at once. */
export interface Server {
	/** Its address, without a slash at the end. */
	readonly address: string;
	/** The JSON at a path. Throws a ServerError. */
	json(path: string, accept: string): Promise<unknown>;
}

/** What keeps a run from hanging, and a server from being pressed. */
export interface Limits {
	/** Milliseconds for one answer, from the question to its last byte. */
	timeout: number;
	/** The longest answer, in bytes. */
	size: number;
	/** How often a question is asked again that a server put off. */
	retries: number;
	/** The longest time, in seconds, that a server may put a question off. */
	patience: number;
}

const usual: Limits = { timeout: 30_000, size: 5_000_000, retries: 3, patience: 120 };

/**
 * A server at an address. It is told who asks, and a mail address where there is one; it is waited for as it says
 * (Retry-After) and asked no faster than it says (X-Rate-Limit).
 */
export function serverAt(address: string, mail: string | undefined, limits: Partial<Limits> = {}): Server {
	const { timeout, size, retries, patience } = { ...usual, ...limits };
	const base = address.replace(/\/+$/, "");
	const agent = `knowledge-base-cite/1 (reference lookup${mail === undefined ? "" : `; mailto:${mail}`})`;
	let notBefore = 0;
	const json = async (path: string, accept: string): Promise<unknown> => {
		const url = `${base}${path}`;
		for (let attempt = 0; ; attempt++) {
			await wait(notBefore - Date.now());
			const { response, text } = await ask(url, { Accept: accept, "User-Agent": agent }, base, timeout, size);
			notBefore = Date.now() + pace(response.headers);
			if (response.status !== 429 && response.status !== 503) return dataOf(response, text, base);
			const seconds = retryAfter(response.headers) ?? 2 ** attempt;
			if (attempt === retries || seconds > patience)
				throw new ServerError(
					"busy",
					`${base} is busy (status ${response.status}) and asks to be left alone for ${Math.ceil(seconds)} s. Try again later.`,
				);
			notBefore = Date.now() + seconds * 1000;
		}
	};
	return { address: base, json };
}

/** One question and its whole answer, whatever its status. */
async function ask(url: string, headers: Record<string, string>, base: string, timeout: number, size: number) {
	const stop = AbortSignal.timeout(timeout);
	try {
		const response = await fetch(url, { headers, signal: stop });
		return { response, text: await bodyOf(response, base, size) };
	} catch (error) {
		if (error instanceof ServerError) throw error;
		const why = stop.aborted ? `none came within ${timeout / 1000} s` : reason(error);
		throw new ServerError(
			"unreachable",
			`No answer from ${base}: ${why}. This needs the network: try again with it, behind a proxy with HTTPS_PROXY and NODE_USE_ENV_PROXY=1 set.`,
		);
	}
}

/** The text of an answer, no further than to the longest that is read. */
async function bodyOf(response: Response, base: string, size: number): Promise<string> {
	const decoder = new TextDecoder();
	let text = "";
	let length = 0;
	for await (const chunk of response.body ?? []) {
		length += chunk.length;
		if (length > size)
			throw new ServerError("unusable", `The answer of ${base} is longer than ${size} bytes, so it is not what was asked for.`);
		text += decoder.decode(chunk, { stream: true });
	}
	return text + decoder.decode();
}

function dataOf(response: Response, text: string, base: string): unknown {
	const { status, headers } = response;
	const unusable = (what: string) => new ServerError("unusable", `${base} ${what}`);
	if (status === 404) throw new ServerError("unknown", `${base} does not know it (status 404).`);
	if (status >= 500) throw unusable(`failed (status ${status}). Try again later.`);
	const perhaps = "The work's registry may keep no data, or a proxy or a login page may stand in between.";
	if (!response.ok) throw unusable(`does not answer this (status ${status}). ${perhaps}`);
	if (text.trim() === "") throw unusable(`answered with nothing (status ${status}). ${perhaps}`);
	const type = headers.get("content-type")?.split(";")[0]?.trim() ?? "";
	if (type !== "" && !/json$/i.test(type)) throw unusable(`answered with ${type} where JSON was asked for. ${perhaps}`);
	try {
		return JSON.parse(text);
	} catch {
		throw unusable("answered with JSON that is not whole: it may have broken off. Try again.");
	}
}

/** Milliseconds from one question to the next, of a server that says how many it takes in what time. */
function pace(headers: Headers): number {
	const limit = Number(headers.get("x-rate-limit-limit"));
	const interval = Number(/^(\d+)s$/.exec(headers.get("x-rate-limit-interval") ?? "")?.[1]);
	return limit > 0 && interval > 0 ? Math.min((interval * 1000) / limit, 5000) : 0;
}

/** Seconds to wait, from a Retry-After that gives seconds or a date. */
function retryAfter(headers: Headers): number | undefined {
	const text = headers.get("retry-after")?.trim();
	if (text === undefined || text === "") return undefined;
	if (/^\d+$/.test(text)) return Number(text);
	const date = Date.parse(text);
	return Number.isNaN(date) ? undefined : Math.max(0, (date - Date.now()) / 1000);
}

function wait(milliseconds: number): Promise<void> {
	return milliseconds <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, milliseconds));
}

const causes: Record<string, string> = {
	ENOTFOUND: "its name cannot be looked up, so there is no network",
	EAI_AGAIN: "its name cannot be looked up, so there is no network",
	ENETUNREACH: "there is no network",
	EHOSTUNREACH: "there is no way to it",
	ECONNREFUSED: "it refuses the connection",
	ECONNRESET: "it broke the connection off",
	UND_ERR_SOCKET: "it broke the connection off",
	UND_ERR_CONNECT_TIMEOUT: "the connection took too long",
	ETIMEDOUT: "the connection took too long",
	SELF_SIGNED_CERT_IN_CHAIN: "its certificate is not trusted here (NODE_EXTRA_CA_CERTS names further ones)",
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its certificate is not trusted here (NODE_EXTRA_CA_CERTS names further ones)",
};

/** Why a connection failed: fetch keeps it in the error's cause. */
function reason(error: unknown): string {
	const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
	const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
	const text = cause instanceof Error ? cause.message : String(cause);
	return causes[code] === undefined ? text : `${causes[code]} (${code})`;
}
