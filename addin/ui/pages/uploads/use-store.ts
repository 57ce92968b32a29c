import { useEffect, useReducer } from 'preact/hooks'
import type { Store } from '../../../app/store.ts'

/** The state of a store, drawn again with every change. */
export function useStore<State>(store: Pick<Store<State>, 'state' | 'subscribe'>): State {
  const [, again] = useReducer((count: number) => count + 1, 0)
  useEffect(() => store.subscribe(() => again(undefined)), [store])
  return store.state
}
