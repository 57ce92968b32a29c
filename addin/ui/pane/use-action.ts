import { useEffect, useRef, useState } from 'preact/hooks'
import type { Work } from '../../workbook/workbook.ts'

/** Something that takes a while: whether it runs, how far it is, what failed, and the way to stop it. */
export interface Action {
  readonly running: { readonly part: number; readonly doing: string } | null
  readonly error: unknown
  /** Begins, unless it runs already. */
  run(doing: string, work: (work: Required<Work>) => Promise<void>): Promise<void>
  stop(): void
}

export function useAction(): Action {
  const [running, setRunning] = useState<Action['running']>(null)
  const [error, setError] = useState<unknown>(null)
  const controller = useRef<AbortController | null>(null)
  useEffect(() => () => controller.current?.abort(), [])
  return {
    running,
    error,
    run: async (doing, work) => {
      if (controller.current) return
      const mine = new AbortController()
      controller.current = mine
      setRunning({ part: 0, doing })
      setError(null)
      try {
        await work({ signal: mine.signal, progress: (part, text) => setRunning({ part, doing: text }) })
      } catch (failure) {
        setError(failure)
      } finally {
        controller.current = null
        setRunning(null)
      }
    },
    stop: () => controller.current?.abort(),
  }
}
