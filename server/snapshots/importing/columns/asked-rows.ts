import type { Database } from 'better-sqlite3'

type Ask = (key: number, content: number, occurrence: number) => boolean

const NAME = 'is_unchanged'
/** What each connection asks now; a function of SQL stays as long as its connection, what it asks must not. */
const asked = new WeakMap<Database, { ask: Ask | null }>()

/**
 * Runs a scan whose SQL may ask a question of each row, by the name given. A row that is asked about within SQL takes
 * 0.3 µs; one that is brought to JavaScript, with its key, 0.75 µs.
 */
export function* askingEachRow<T>(native: Database, ask: Ask, scan: (name: string) => Generator<T>): Generator<T> {
  const question = asked.get(native) ?? registered(native)
  question.ask = ask
  try {
    yield* scan(NAME)
  } finally {
    question.ask = null
  }
}

function registered(native: Database): { ask: Ask | null } {
  const question: { ask: Ask | null } = { ask: null }
  native.function(NAME, (key: number, content: number, occurrence: number) => {
    if (!question.ask) throw new Error(`${NAME} is asked outside of a scan`)
    return question.ask(key, content, occurrence) ? 1 : 0
  })
  asked.set(native, question)
  return question
}
