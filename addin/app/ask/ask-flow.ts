import type { Api } from '../../api/api.ts'
import { type AskInput, ask, explainRow } from '../../api/operations/ask.gen.ts'
import type { ExplainInput } from '../../api/operations/explain.gen.ts'
import { rowTarget } from '../explain/row-target.ts'
import { createStore, type Store } from '../store.ts'
import { type Answer, type AnswerExplanation, compiledQuery, type Offer } from './answer.ts'

/** A question and the follow-ups after it, as they were asked. */
export type Thread = readonly string[]

/** What a follow-up goes on from: the last question that was answered. */
export interface AskContext {
  readonly thread: Thread
  readonly query: Record<string, unknown>
}

/** A question of this tab, to be asked again as it was. */
export interface RecentQuestion {
  readonly thread: Thread
  readonly after: AskContext | null
}

/** Why one number of the answer is what it is. */
export interface RowExplanation {
  readonly rowKey: string
  readonly metric: string
  /** null: it cannot be asked, `reason` says why. */
  readonly input: ExplainInput | null
  readonly reason: string | null
  /** null: it is being asked, or could not be. */
  readonly explanation: AnswerExplanation | null
  readonly error: unknown
}

export interface AskState {
  /** What the answer is of; empty: nothing has been asked. */
  readonly thread: Thread
  readonly answer: Answer | null
  /** Of the data that the answer was worked out from. */
  readonly dataVersion: number
  readonly context: AskContext | null
  /** What is being asked; the answer of before stays meanwhile. */
  readonly asking: Thread | null
  readonly error: unknown
  /** Newest first. */
  readonly recent: readonly RecentQuestion[]
  readonly row: RowExplanation | null
}

/** Questions in words, one conversation for each tab. Nothing of it is kept beyond the tab. */
export interface AskFlow extends Pick<Store<AskState>, 'state' | 'subscribe'> {
  /** A question that stands for itself. */
  ask(question: string): Promise<void>
  /** Goes on from the last answer: “by month”, “and for Contoso?”. Without one it is a question like any other. */
  followUp(question: string): Promise<void>
  /** One of the clarifications or of a chip's alternatives. */
  choose(offer: Offer): Promise<void>
  askAgain(recent: RecentQuestion): Promise<void>
  /** The last request again: after it failed, or because the data has changed. */
  retry(): Promise<void>
  /** Forgets the answer and what follow-ups go on from; recent questions stay. */
  startAnew(): void
  explainRow(rowKey: string, metric: string): Promise<void>
  closeExplanation(): void
  /** Forgets everything: somebody else may sit here next. */
  forget(): void
}

const RECENT = 8

const empty: AskState = {
  thread: [],
  answer: null,
  dataVersion: 0,
  context: null,
  asking: null,
  error: null,
  recent: [],
  row: null,
}

export function createAskFlow(api: Pick<Api, 'request'>): AskFlow {
  const store = createStore(empty)
  let running = new AbortController()
  let explaining = new AbortController()
  let last: (() => Promise<void>) | null = null

  async function run(thread: Thread, question: string, input: AskInput): Promise<void> {
    last = () => run(thread, question, input)
    running.abort()
    const mine = new AbortController()
    running = mine
    store.set({ asking: thread, error: null })
    try {
      const { ask: answer, viewer } = await api.request(ask, { question, input }, { signal: mine.signal })
      if (mine.signal.aborted) return
      explaining.abort()
      const { context } = store.state
      store.set({
        thread,
        answer,
        dataVersion: viewer.organization?.dataVersion ?? 0,
        asking: null,
        row: null,
        context: answer.query === null ? context : { thread, query: answer.query },
      })
    } catch (error) {
      if (!mine.signal.aborted) store.set({ asking: null, error })
    }
  }

  function begin(words: string, after: AskContext | null): Promise<void> {
    const question = words.trim().replace(/\s+/g, ' ')
    if (question === '') return Promise.resolve()
    const thread = [...(after?.thread ?? []), question]
    const same = JSON.stringify(thread)
    const others = store.state.recent.filter(each => JSON.stringify(each.thread) !== same)
    // What is asked for itself leaves what was asked before, whatever becomes of it.
    store.set({ recent: [{ thread, after }, ...others].slice(0, RECENT), context: after })
    return run(thread, question, after ? { previousQuery: after.query } : {})
  }

  return {
    get state() {
      return store.state
    },
    subscribe: store.subscribe,
    ask: question => begin(question, null),
    followUp: question => begin(question, store.state.context),
    choose: ({ label, choice }) => run([label], label, { choice }),
    askAgain: ({ thread, after }) => begin(thread.at(-1) ?? '', after),
    retry: () => last?.() ?? Promise.resolve(),
    startAnew: () => {
      running.abort()
      explaining.abort()
      store.set({ ...empty, recent: store.state.recent })
    },
    explainRow: async (rowKey, metric) => {
      const { answer } = store.state
      const compiled = answer && compiledQuery(answer)
      if (!answer?.table || compiled?.kind !== 'metrics') return
      const { from, to } = answer.table.period
      const target = rowTarget(compiled.query, { from, to }, { rowKey, metric })
      explaining.abort()
      const mine = new AbortController()
      explaining = mine
      const row = { rowKey, metric, input: null, reason: null, explanation: null, error: null }
      if (target.kind === 'none') return store.set({ row: { ...row, reason: target.reason } })
      const { input } = target
      store.set({ row: { ...row, input } })
      try {
        const { explain: explanation } = await api.request(explainRow, { input }, { signal: mine.signal })
        if (!mine.signal.aborted) store.set({ row: { ...row, input, explanation } })
      } catch (error) {
        if (!mine.signal.aborted) store.set({ row: { ...row, input, error } })
      }
    },
    closeExplanation: () => {
      explaining.abort()
      store.set({ row: null })
    },
    forget: () => {
      running.abort()
      explaining.abort()
      last = null
      store.set(empty)
    },
  }
}
