/** State that is replaced, never changed, and tells those who watch. */
export interface Store<State> {
  readonly state: State
  /** Replaces the named parts. */
  set(change: Partial<State>): void
  /** Runs after each change until the returned function is called. */
  subscribe(listener: (state: State) => void): () => void
}

export function createStore<State extends object>(initial: State): Store<State> {
  let state = initial
  const listeners = new Set<(state: State) => void>()
  return {
    get state() {
      return state
    },
    set(change) {
      state = { ...state, ...change }
      for (const listener of [...listeners]) listener(state)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
