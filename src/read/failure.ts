/** Whether something failed for one of some reasons, by the names that the system gives them, such as ENOENT. */
export function failedWith(error: unknown, ...codes: string[]): error is Error {
	return error instanceof Error && "code" in error && codes.some((code) => code === error.code);
}
