import { type Asker, FairLine, type LineLimits } from './fair-line.ts'

/** Lets so much work run at once; the rest waits, and its turns come fairly. */
export interface Turns {
  /**
   * Runs the work when its turn has come. Throws TooBusy where too many wait already or the wait has lasted too long,
   * and what the signal says when it is aborted first: the work has not begun then.
   */
  run<T>(asker: Asker, work: () => Promise<T>, signal: AbortSignal): Promise<T>
}

export interface TurnLimits extends LineLimits {
  /** Milliseconds one waits at most. */
  readonly wait: number
}

/** There is more to do than can be done soon. */
export class TooBusy extends Error {}

export function createTurns({ wait, ...limits }: TurnLimits): Turns {
  const line = new FairLine(limits)
  /** What begins next does so after the event loop has turned. */
  let soon: NodeJS.Immediate | null = null

  function begin(asker: Asker): void {
    line.begin(asker)
    // Many queries never wait for anything but the processor: begun one right after the other, they would be worked out
    // before anybody who came meanwhile is heard.
    soon ??= setImmediate(callNext)
  }

  function callNext(): void {
    soon = null
    line.next()?.()
  }

  function turn(asker: Asker, signal: AbortSignal): Promise<void> {
    if (!line.hasTurn(asker) && !line.hasRoom(asker)) return Promise.reject(new TooBusy())
    return new Promise((resolve, reject) => {
      const end = () => {
        line.leave(asker, come)
        clearTimeout(timer)
        signal.removeEventListener('abort', leave)
      }
      const come = () => {
        begin(asker)
        end()
        resolve()
      }
      const leave = () => {
        end()
        reject(signal.reason)
      }
      const timer = setTimeout(() => {
        end()
        reject(new TooBusy())
      }, wait)
      signal.addEventListener('abort', leave)
      line.wait(asker, come)
    })
  }

  return {
    run: async (asker, work, signal) => {
      signal.throwIfAborted()
      if (soon || !line.hasTurn(asker)) await turn(asker, signal)
      else begin(asker)
      try {
        return await work()
      } finally {
        line.end(asker)
        soon ??= setImmediate(callNext)
      }
    },
  }
}
