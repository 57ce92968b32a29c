import { useEffect, useState } from 'preact/hooks'
import type { Store } from '../../app/store.ts'

/** The state of a store, drawn anew when it changes. */
export function useStore<State>(store: Pick<Store<State>, 'state' | 'subscribe'>): State {
  const [state, setState] = useState(store.state)
  useEffect(() => {
    setState(store.state)
    return store.subscribe(setState)
  }, [store])
  return state
}
