/** Where a command's result goes, and where what it has to say. */
export interface Output {
	result(text: string): void;
	note(text: string): void;
}

/** How a command ended: all done; something could not be done; the network or the server is not to be had now. */
export const ended = { done: 0, failed: 1, unreachable: 3 } as const;
