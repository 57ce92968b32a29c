/** The signal of a piece of work as request options: absent, not undefined. */
export const signalOf = ({ signal }: { readonly signal?: AbortSignal }): { readonly signal?: AbortSignal } =>
  signal ? { signal } : {}
