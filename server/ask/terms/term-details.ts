import type { StoredTerm } from './ask-term.ts'

/** What the log says of a term: by reference, as terms may name people and the log names none. */
export const termDetails = ({ kind, key, status, version }: StoredTerm): Readonly<Record<string, unknown>> => ({
  ...{ kind, status, version },
  ...(kind === 'METRIC' ? { metric: key } : {}),
})
