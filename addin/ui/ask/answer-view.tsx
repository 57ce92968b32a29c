import type { Ref } from 'preact'
import { useRef } from 'preact/hooks'
import { type Answer, compiledQuery, type Offer } from '../../app/ask/answer.ts'
import type { AskFlow, AskState } from '../../app/ask/ask-flow.ts'
import { answerTable, isInsertable } from '../../app/ask/insert-answer.ts'
import { counted } from '../../app/counted.ts'
import { Button } from '../components/button.tsx'
import { MessageBar } from '../components/message-bar.tsx'
import { useApp } from '../data/app-context.ts'
import { unbroken } from '../data/number-text.ts'
import { addIcon, refreshIcon } from '../icons/icons.ts'
import { AnswerChartView } from './answer-chart-view.tsx'
import { AnswerTableView } from './answer-table-view.tsx'
import { answerText } from './answer-text.ts'
import { InsertAnswerButton, type InsertPlaces } from './insert-answer-button.tsx'
import { memberText } from './member-text.ts'
import { NotAnswered } from './not-answered.tsx'
import { QueryText } from './query-text.tsx'
import { RowExplanationView } from './row-explanation-view.tsx'
import { UnderstoodChips } from './understood-chips.tsx'
import type { WhyView } from './why-view.ts'

/** Below this chance of being what was meant, the chips are to be looked at first. */
const SURE = 0.9

export interface AnswerViewProps {
  readonly state: AskState
  readonly answer: Answer
  readonly flow: AskFlow
  readonly examples: readonly string[]
  readonly places: InsertPlaces
  readonly why: WhyView
  readonly heading: Ref<HTMLHeadingElement>
  readonly onChoose: (offer: Offer) => void
  readonly onAsk: (question: string) => void
  readonly onStartAnew: () => void
}

/** What came of the last question: how it was understood, the answer with its proof, and what can be done with it. */
export function AnswerView(props: AnswerViewProps) {
  const { state, answer, flow, examples, places, why: Why, heading, onChoose, onAsk, onStartAnew } = props
  const { dataVersion } = useApp()
  const { thread, asking, row } = state
  const compiled = compiledQuery(answer)
  const stale = asking !== null
  /** The button whose number is explained: the focus goes back to it. */
  const explains = useRef<Element | null>(null)
  return (
    <section class="ask-answer" aria-label="Answer" aria-busy={stale}>
      <div class="ask-head">
        <h2 ref={heading} tabIndex={-1}>
          {thread.map((question, index) => (
            // The same words may be asked twice, one after the other.
            <span key={`${index} ${question}`}>
              {index > 0 && <span class="quiet"> › </span>}
              {question}
            </span>
          ))}
        </h2>
        <Button size="small" icon={addIcon} onClick={onStartAnew}>
          Start anew
        </Button>
      </div>
      {dataVersion.value > state.dataVersion && !stale && (
        <MessageBar
          title="The data has changed since."
          actions={
            <Button size="small" icon={refreshIcon} onClick={() => void flow.retry()}>
              Ask again
            </Button>
          }
        >
          These are the numbers of before.
        </MessageBar>
      )}
      {answer.chips.length > 0 && (
        <div class={answer.confidence < SURE ? 'ask-understood ask-understood-unsure' : 'ask-understood'}>
          {answer.confidence < SURE && (
            <p class="small">
              <strong>Not quite sure.</strong> Look first whether this is what you mean; each part with an arrow can be
              changed.
            </p>
          )}
          <UnderstoodChips chips={answer.chips} onChoose={onChoose} />
        </div>
      )}
      {answer.note && <p class="small quiet">{answer.note}</p>}
      {answer.abstained && <NotAnswered answer={answer} examples={examples} onChoose={onChoose} onAsk={onAsk} />}
      {answer.explanation && <Why explanation={answer.explanation} />}
      {answer.table && <p class="ask-sentence">{unbroken(answerText(answer.text))}</p>}
      {answer.table && <Reviews table={answer.table} />}
      {answer.table && answer.table.rows.length > 0 && (
        <div class="ask-results">
          <AnswerChartView
            table={answer.table}
            groupBy={compiled?.kind === 'metrics' ? (compiled.query.groupBy ?? []) : []}
          />
          <div class="ask-table">
            <AnswerTableView
              table={answer.table}
              stale={stale}
              onExplain={(rowKey, metric) => {
                explains.current = document.activeElement
                void flow.explainRow(rowKey, metric)
              }}
            />
          </div>
        </div>
      )}
      {isInsertable(answer) && (
        <div class="ask-actions">
          <InsertAnswerButton
            key={JSON.stringify(answer.query)}
            model={(by, chart) => answerTable(answer, by, { chart })}
            places={places}
          />
        </div>
      )}
      {row && (
        <RowExplanationView
          row={row}
          of={rowName(answer, row)}
          places={places}
          why={Why}
          onRetry={() => void flow.explainRow(row.rowKey, row.metric)}
          onClose={() => {
            flow.closeExplanation()
            if (explains.current instanceof HTMLElement) explains.current.focus()
          }}
        />
      )}
      {compiled && <QueryText compiled={compiled} />}
      {answer.citations.length > 0 && (
        <details class="ask-more">
          <summary>What it rests on</summary>
          <ul class="ask-citations small">
            {answer.citations.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

/** Says that values await a person's decision, whether they are shown or not. */
function Reviews({ table }: { readonly table: NonNullable<Answer['table']> }) {
  const waiting = table.rows.flatMap(({ values }) => values.filter(({ status }) => status === 'PENDING_REVIEW'))
  if (waiting.length === 0) return null
  const hidden = waiting.filter(({ value }) => value === null).length
  return (
    <p class="small quiet">
      {counted(waiting.length, 'value awaits', 'values await')} review: a person has yet to decide whether{' '}
      {waiting.length === 1 ? 'it stands' : 'they stand'}.
      {hidden > 0 &&
        ` ${hidden === waiting.length ? 'Until then your role does not see' : `Your role does not see ${hidden} of`} ${waiting.length === 1 ? 'it' : 'them'}.`}
    </p>
  )
}

function rowName(answer: Answer, { rowKey, metric }: { readonly rowKey: string; readonly metric: string }): string {
  const row = answer.table?.rows.find(({ key }) => key === rowKey)
  const name = answer.table?.columns.find(({ key }) => key === metric)?.label ?? metric
  const of = row?.dimensions.map(memberText).join(', ') ?? ''
  return of === '' ? name.toLowerCase() : `${name.toLowerCase()} of ${of}`
}
