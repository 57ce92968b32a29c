/** The command cannot be used so; exit status 2. */
export class UsageError extends Error {}
