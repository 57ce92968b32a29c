import { type KeptSession, memoryKeeper, type SessionKeeper } from './kept-session.ts'

const KEY = 'moat-session'
/** How long a tab waits at most for others of its sign-in to say what they have, in milliseconds: they may be busy. */
const ANSWER_WITHIN = 2_000

type Message =
  | { readonly kind: 'ask'; readonly line: string }
  | { readonly kind: 'have'; readonly session: KeptSession }
  | { readonly kind: 'ended'; readonly line: string; readonly asked: boolean }

/**
 * Keeps the refresh token (never the access token) in sessionStorage, which a reload survives and other origins cannot
 * read. A duplicated tab gets a copy of it; the tabs settle over a BroadcastChannel who has the newest.
 */
export function tabKeeper(): SessionKeeper {
  const storage = storageOrNothing()
  if (!storage || typeof BroadcastChannel === 'undefined') return memoryKeeper()
  const channel = new BroadcastChannel(KEY)
  const tell = (message: Message) => channel.postMessage(message)
  let current: KeptSession | null = null
  const listeners: ((line: string, session: KeptSession | null, asked: boolean) => void)[] = []

  /** Who waits for another tab to say what it has. */
  const waiting = new Set<() => void>()
  const answered = () =>
    new Promise<void>(resolve => {
      const done = () => {
        clearTimeout(timer)
        waiting.delete(done)
        resolve()
      }
      const timer = setTimeout(done, ANSWER_WITHIN)
      waiting.add(done)
    })

  let held: string | null = null
  /** Shows other tabs, for as long as this one lives, that they may have to ask. */
  const hold = (line: string) => {
    if (held === line || !('locks' in navigator)) return
    held = line
    void navigator.locks.request(tabsOf(line), { mode: 'shared' }, () => new Promise<never>(() => {}))
  }

  const keep = (session: KeptSession | null) => {
    current = session
    if (session) storage.setItem(KEY, JSON.stringify({ ...session, access: null }))
    else storage.removeItem(KEY)
  }
  channel.addEventListener('message', (event: MessageEvent<Message>) => {
    const message = event.data
    if (message.kind === 'ask') {
      if (current?.line === message.line) tell({ kind: 'have', session: current })
      return
    }
    const line = message.kind === 'have' ? message.session.line : message.line
    if (current?.line !== line) return
    const session = message.kind === 'have' ? message.session : null
    if (!session || isNewer(session, current)) {
      keep(session)
      for (const listener of listeners) listener(line, session, message.kind === 'ended' && message.asked)
    }
    for (const done of [...waiting]) done()
  })

  return {
    load: async () => {
      current = parsed(storage.getItem(KEY))
      if (!current) return null
      if (await hasOthers(current.line)) {
        const answer = answered()
        tell({ kind: 'ask', line: current.line })
        await answer
      }
      // Another tab may have said that it has ended.
      if (current) hold(current.line)
      return current
    },
    save: (session, before, asked = false) => {
      keep(session)
      if (session) {
        hold(session.line)
        tell({ kind: 'have', session })
      } else if (before) tell({ kind: 'ended', line: before.line, asked })
    },
    alone: async (line, work) => {
      if (!('locks' in navigator)) return await work()
      const name = `${KEY}-${line}`
      const free = await navigator.locks.request(name, { ifAvailable: true }, async lock =>
        lock ? { result: await work() } : null,
      )
      if (free) return free.result
      // Another tab exchanges the token right now: what it got may arrive a little later than the lock.
      const answer = answered()
      return await navigator.locks.request(name, async () => {
        await answer
        return await work()
      })
    },
    watch: listener => void listeners.push(listener),
  }
}

const tabsOf = (line: string): string => `${KEY}-tabs-${line}`

/** Whether another tab of the same sign-in is open; a tab that is alone need not wait for answers. */
async function hasOthers(line: string): Promise<boolean> {
  if (!('locks' in navigator)) return true
  const { held = [] } = await navigator.locks.query()
  return held.some(lock => lock.name === tabsOf(line))
}

const isNewer = (session: KeptSession, than: KeptSession): boolean =>
  session.turn > than.turn || (session.turn === than.turn && session.access !== null && than.access === null)

function parsed(text: string | null): KeptSession | null {
  if (text === null) return null
  try {
    const value = JSON.parse(text) as Partial<KeptSession>
    const whole = typeof value.line === 'string' && typeof value.refreshToken === 'string'
    return whole ? { line: value.line!, refreshToken: value.refreshToken!, turn: value.turn ?? 0, access: null } : null
  } catch {
    return null
  }
}

/** Browsers that block storage throw where it is read. */
function storageOrNothing(): Storage | null {
  try {
    return typeof sessionStorage === 'undefined' ? null : sessionStorage
  } catch {
    return null
  }
}
